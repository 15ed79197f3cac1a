import type { ComponentProps } from "react";
import { cn } from "../cn";

/** An offer that one press takes. With `aria-pressed` it stays and shows whether it is taken. */
export function OfferButton({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={cn(
        "max-w-full truncate rounded-chip border border-line-strong border-dashed px-1.5 py-0.5 text-ink text-sm hover:bg-hover pointer-coarse:py-2",
        "aria-pressed:border-accent aria-pressed:border-solid aria-pressed:bg-accent-soft aria-pressed:text-accent",
        className,
      )}
      {...props}
    />
  );
}
