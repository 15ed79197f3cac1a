import type { ComponentProps } from "react";
import { cn } from "../cn";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** Said by screen readers and shown on hover and focus. */
  label: string;
  /** Shown in the tooltip beside the label, such as a key. */
  hint?: string;
}

/** A button that is only an icon (its child). The page's one `TooltipLayer` says what it does. */
export function IconButton({ label, hint, className, children, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tooltip={hint === undefined ? label : `${label} (${hint})`}
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted transition-colors",
        "hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:text-faint data-[state=open]:bg-hover",
        "pointer-coarse:size-10 [&_svg]:size-4",
        className,
      )}
      {...props}
    >
      {children}
    </button>
  );
}
