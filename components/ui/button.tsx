import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { cn } from "./cn";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that its work is under way; it cannot be pressed meanwhile, and keeps the focus. */
  isBusy?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  isBusy = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonClass(variant, size), isBusy && "cursor-progress opacity-70", className);
  return (
    <button
      type="button"
      className={classes}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        // Not `disabled`, which would drop the focus of whoever pressed it.
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
      {...props}
    >
      {isBusy && <LoaderCircle aria-hidden className="motion-safe:animate-spin" />}
      {children}
    </button>
  );
}
