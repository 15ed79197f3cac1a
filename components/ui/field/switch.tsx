import type { ComponentProps } from "react";
import { cn } from "../cn";

interface SwitchProps extends Omit<ComponentProps<"button">, "onChange"> {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
}

/** A switch that acts at once. It needs a name: a label for its id, or `aria-label`. */
export function Switch({ checked, onCheckedChange, className, onClick, ...props }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) onCheckedChange(!checked);
      }}
      className={cn(
        "relative inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full border border-transparent transition-colors",
        "disabled:cursor-not-allowed disabled:bg-line-strong forced-colors:disabled:bg-[GrayText]",
        checked ? "bg-accent-solid" : "bg-switch-off",
        // The area for a finger is larger than the visible switch.
        "after:absolute after:-inset-x-1 after:-inset-y-2.5",
        className,
      )}
      {...props}
    >
      <span
        className={cn(
          "block size-4 rounded-full shadow-sm transition-transform",
          checked ? "translate-x-[17px] bg-knob-on" : "translate-x-px bg-knob-off",
        )}
      />
    </button>
  );
}
