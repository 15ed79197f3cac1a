"use client";

import * as RadixSwitch from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** On or off, at once. Needs a name: a label for its id, or `aria-label`. */
export function Switch({ className, ...props }: ComponentProps<typeof RadixSwitch.Root>) {
  return (
    <RadixSwitch.Root
      className={cn(
        "group relative inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full border border-transparent transition-colors",
        "bg-switch-off data-[state=checked]:bg-accent-solid disabled:cursor-not-allowed disabled:opacity-50",
        // The area that takes a finger is larger than what is seen.
        "after:absolute after:-inset-x-1 after:-inset-y-2.5",
        className,
      )}
      {...props}
    >
      <RadixSwitch.Thumb className="block size-4 translate-x-px rounded-full bg-white shadow-sm transition-transform data-[state=checked]:translate-x-[17px]" />
    </RadixSwitch.Root>
  );
}
