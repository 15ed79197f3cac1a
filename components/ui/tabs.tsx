"use client";

import * as RadixTabs from "radix-ui/tabs";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Give it `value` and `onValueChange`; arrows move between the tabs. */
export const Tabs = RadixTabs.Root;
export const TabPanel = RadixTabs.Content;

export function TabList({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <RadixTabs.List
      aria-label={label}
      className={cn("flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]", className)}
    >
      {children}
    </RadixTabs.List>
  );
}

export function Tab({ className, ...props }: ComponentProps<typeof RadixTabs.Trigger>) {
  return (
    <RadixTabs.Trigger
      className={cn(
        "-mb-px flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-2.5 text-base text-muted transition-colors",
        "hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:h-11",
        // The list clips what is outside of it.
        "focus-visible:-outline-offset-2",
        className,
      )}
      {...props}
    />
  );
}
