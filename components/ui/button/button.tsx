import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "../cn";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that its work is under way; it cannot be pressed meanwhile. */
  isBusy?: boolean;
}

/** While it cannot be pressed it keeps the focus: a button is often disabled by the very press that used it. */
export function Button({
  variant = "secondary",
  size = "md",
  isBusy = false,
  disabled = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonClass(variant, size, disabled && !isBusy), isBusy && "cursor-progress", className);
  return (
    <button
      type="button"
      className={classes}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || disabled || undefined}
      onClick={(event) => {
        if (isBusy || disabled) event.preventDefault();
        else onClick?.(event);
      }}
      {...props}
    >
      {isBusy && <LoaderCircle aria-hidden className="motion-safe:animate-spin" />}
      {children}
    </button>
  );
}

/** A button that reads as a part of the text beside it, and can still be hit by a finger. */
export function TextButton({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn(
        "wrap-anywhere inline-flex min-h-6 items-center rounded-chip text-left text-accent text-sm underline-offset-2 hover:underline pointer-coarse:min-h-10",
        className,
      )}
      {...props}
    />
  );
}
