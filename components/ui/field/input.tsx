import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "../cn";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClass, "h-8 pointer-coarse:h-11", className)} {...props} />;
}

export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(controlClass, "block resize-y py-1.5", className)} {...props} />;
}

/** The platform's own select (its children are options), which suits phones, keyboards and screen readers. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select className={cn(controlClass, "h-8 appearance-none truncate pr-7 pointer-coarse:h-11")} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}

/** The classes of every text field. The border has a contrast of 3:1, as WCAG 1.4.11 asks. */
const controlClass = cn(
  "w-full min-w-0 rounded-control border border-control bg-panel px-2.5 text-base text-ink placeholder:text-faint",
  "transition-colors hover:border-muted disabled:cursor-not-allowed disabled:border-line disabled:bg-fill disabled:text-faint",
  "aria-invalid:border-danger pointer-coarse:text-lg",
);

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
