import type { ComponentProps, CSSProperties } from "react";
import { cn } from "../cn";

interface SliderProps extends Omit<ComponentProps<"input">, "type" | "onChange" | "value"> {
  value: number;
  min?: number;
  max?: number;
  onValueChange: (value: number) => void;
}

/**
 * The platform's own slider, with arrows, page keys, home, end and touch. It needs a name. Its style is in globals.css.
 */
export function Slider({ value, min = 0, max = 100, onValueChange, className, ...props }: SliderProps) {
  const filled: CSSProperties & Record<"--filled", string> = { "--filled": `${((value - min) / (max - min)) * 100}%` };
  return (
    <input
      type="range"
      min={min}
      max={max}
      value={value}
      style={filled}
      className={cn("slider h-6 w-full min-w-0 pointer-coarse:h-10", className)}
      onChange={(event) => onValueChange(event.currentTarget.valueAsNumber)}
      {...props}
    />
  );
}
