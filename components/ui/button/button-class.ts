import { cn } from "../cn";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent-solid text-on-accent hover:bg-accent-solid-hover",
  secondary: "border border-line-strong bg-panel text-ink hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger-solid text-on-danger hover:bg-danger-solid-hover",
};

/** Still read, unlike what is only made paler: it has to be known what could be done. */
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
