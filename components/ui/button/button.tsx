import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "../cn";

type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
type ButtonSize = "sm" | "md";

// On a colour that somebody chose for all pages, browsers put a plate behind a text, of the text's own colour here.
const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent-solid text-on-accent forced-color-adjust-none hover:bg-accent-solid-hover",
  secondary: "border border-line-strong bg-panel text-ink hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger-solid text-on-danger forced-color-adjust-none hover:bg-danger-solid-hover",
};

/** A disabled button stays readable, unlike a pale one: people must see what they could do. */
const disabledClass = (variant: ButtonVariant): string =>
  cn("pointer-events-none text-faint", variant !== "ghost" && "border border-line bg-fill");

// A finger needs more room than a mouse.
const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2.5 text-sm pointer-coarse:h-10",
  md: "h-8 gap-2 px-3 text-base pointer-coarse:h-11",
};

/** The classes of a button, also for links that look like one. */
export const buttonClass = (variant: ButtonVariant, size: ButtonSize, isDisabled = false): string =>
  cn(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control font-medium",
    "transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
    isDisabled ? disabledClass(variant) : variants[variant],
    sizes[size],
  );

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows that its work is under way; it cannot be pressed meanwhile. */
  isBusy?: boolean;
}

/** A button. It keeps the focus while it cannot be pressed, because its own press often disables it. */
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

/** A button that looks like a part of the text beside it, and is large enough for a finger. */
export function TextButton({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn(
        "wrap-anywhere inline-flex min-h-6 items-center rounded-chip text-left text-accent text-sm",
        "underline-offset-2 hover:underline pointer-coarse:min-h-10",
        className,
      )}
      {...props}
    />
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** Said by screen readers and shown on hover and focus. */
  label: string;
  /** Shown in the tooltip beside the label, such as a key. */
  hint?: string;
}

/** A button with only an icon (its child). The page's `TooltipLayer` shows its label. */
export function IconButton({ label, hint, className, children, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tooltip={hint === undefined ? label : `${label} (${hint})`}
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted transition-colors",
        "hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-70 data-[state=open]:bg-hover",
        "pointer-coarse:size-10 [&_svg]:size-4",
        className,
      )}
      {...props}
    >
      {children}
    </button>
  );
}

/** An offer that one press takes. With `aria-pressed` it stays and shows whether it is taken. */
export function OfferButton({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn(
        "max-w-full truncate rounded-chip border border-line-strong border-dashed px-1.5 py-0.5 text-ink text-sm",
        "hover:bg-hover pointer-coarse:py-2",
        "aria-pressed:border-accent aria-pressed:border-solid aria-pressed:bg-accent-soft aria-pressed:text-accent",
        className,
      )}
      {...props}
    />
  );
}
