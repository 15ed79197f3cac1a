import { type ReactNode, useId } from "react";
import { cn } from "../cn";

/** The attributes that a control inside a `Field` must have. */
interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** Text below the control, always shown. */
  hint?: ReactNode;
  /** The problem; screen readers read it when it appears. */
  error?: string | undefined;
  isOptional?: boolean;
  /** The label is for screen readers only: sighted people see it from the context. */
  isLabelHidden?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

/** A control with its label, hint and error, connected for assistive technology. */
export function Field({ label, hint, error, isOptional, isLabelHidden, className, children }: FieldProps) {
  const id = useId();
  const describedBy = cn(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "wrap-anywhere font-medium text-ink text-sm"}>
        {label}
        {isOptional && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {children({
        id,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} role="alert" className="text-danger text-sm empty:hidden">
        {error}
      </p>
    </div>
  );
}
