"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/field/checkbox";

interface LimitFieldProps {
  legend: string;
  /** The label of the choice of all, including future ones: "Every project". Undefined: there is no such choice. */
  all: string | undefined;
  choices: readonly { value: string; label: string }[];
  /** Null: all. */
  value: readonly string[] | null;
  error: string | undefined;
  onChange: (values: string[] | null) => void;
}

/** Limits a key to some projects or environments, or leaves it unlimited. */
export function LimitField({ legend, all, choices, value, error, onChange }: LimitFieldProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : id}>
      <legend className="mb-1.5 font-medium text-ink text-sm">{legend}</legend>
      {all !== undefined && (
        <Checkbox
          label={all}
          hint="Also those that are created later."
          checked={value === null}
          onChange={(event) => onChange(event.currentTarget.checked ? null : [])}
        />
      )}
      {value !== null && (
        <div className="mt-2 flex max-h-44 flex-col gap-2 overflow-y-auto rounded-control border border-line p-3">
          {choices.map((choice) => (
            <Checkbox
              key={choice.value}
              label={<span className="wrap-break-word">{choice.label}</span>}
              checked={value.includes(choice.value)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...value, choice.value]
                    : value.filter((other) => other !== choice.value),
                )
              }
            />
          ))}
        </div>
      )}
      <p id={id} role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
