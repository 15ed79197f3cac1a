import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent-solid text-on-accent hover:bg-accent-solid-hover",
  secondary: "border border-line-strong bg-panel text-ink hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger-solid text-on-danger hover:bg-danger-solid-hover",
};

// A finger needs more room than a mouse.
const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2.5 text-sm pointer-coarse:h-10",
  md: "h-8 gap-2 px-3 text-base pointer-coarse:h-11",
};

/** The classes of a button, for what looks like one and is something else. */
export const buttonClass = (variant: ButtonVariant, size: ButtonSize): string =>
  cn(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control font-medium",
    "transition-colors disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
  );

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that its work is under way; it cannot be pressed meanwhile, and keeps the focus. */
  isBusy?: boolean;
  /** Gives the looks to its only child, such as a link. */
  asChild?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  isBusy = false,
  asChild = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonClass(variant, size), isBusy && "cursor-progress opacity-70", className);
  if (asChild) {
    return (
      <Slot className={classes} {...props}>
        {children}
      </Slot>
    );
  }
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
