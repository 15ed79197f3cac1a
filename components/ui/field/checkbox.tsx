import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "../cn";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent-solid pointer-coarse:size-5"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        {...props}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-base text-ink">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
