"use client";

import * as RadixPopover from "radix-ui/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";

interface PopoverProps {
  trigger: ReactElement;
  /** What the popover is, for screen readers. */
  label: string;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function Popover({ trigger, label, isOpen, onOpenChange, align = "start", className, children }: PopoverProps) {
  return (
    <RadixPopover.Root
      {...(isOpen !== undefined && { open: isOpen })}
      {...(onOpenChange !== undefined && { onOpenChange })}
    >
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "pop z-50 max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-panel border border-line bg-raised p-3 shadow-pop",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
