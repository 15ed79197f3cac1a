import type { ComponentProps } from "react";
import { cn } from "../cn";

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
