import type { ComponentProps } from "react";
import { cn } from "../cn";
import { dots, onePathIcon } from "../one-path-icon";

const gripIcon = onePathIcon(dots([9, 5], [9, 12], [9, 19], [15, 5], [15, 12], [15, 19]), "size-4");

/** How a card looks while it is moved. */
export const liftedLook = "data-lifted:z-10 data-lifted:shadow-pop data-lifted:ring-2 data-lifted:ring-accent";

/** What a card is moved by: it takes the handle's props of `useMovable`. */
export function MoveHandle({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        "flex h-7 w-5 shrink-0 cursor-grab touch-none items-center justify-center rounded-chip text-faint hover:bg-hover hover:text-ink active:cursor-grabbing pointer-coarse:h-11 pointer-coarse:w-8",
        className,
      )}
    >
      {gripIcon}
    </button>
  );
}
