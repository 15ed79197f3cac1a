"use client";

import * as RadixTooltip from "radix-ui/tooltip";
import type { ReactElement } from "react";

/** Wraps the page once, so that moving from one control to the next shows the next at once. */
export const TooltipProvider = RadixTooltip.Provider;

interface TooltipProps {
  text: string;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that can take focus. It must make sense without the tooltip. */
  children: ReactElement;
}

export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <RadixTooltip.Root delayDuration={400}>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-control bg-ink px-2 py-1 text-ground text-sm shadow-pop"
        >
          {text}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
