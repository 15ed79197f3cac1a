import { Slot } from "radix-ui/slot";
import type { ReactElement } from "react";

interface TooltipProps {
  text: string;
  side?: "top" | "bottom";
  /** One element that can take focus. It must make sense without the tooltip. */
  children: ReactElement;
}

/** Says more about a control while it is pointed at or has the focus. Drawn by the page's one `TooltipLayer`. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  return (
    <Slot data-tooltip={text} data-tooltip-side={side}>
      {children}
    </Slot>
  );
}
