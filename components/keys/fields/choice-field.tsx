"use client";

import { useId } from "react";

interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** The API's name for it, where that is not its label. */
  code?: string;
  /** A sentence on who needs it, and what for. */
  text: string;
}

interface ChoiceFieldProps<Value extends string> {
  legend: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice among a few, each explained by a sentence. */
export function ChoiceField<Value extends string>({ legend, choices, value, onChange }: ChoiceFieldProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">{legend}</legend>
      <div className="flex flex-col rounded-control border border-line">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer gap-2.5 border-line border-b px-3 py-2 last:border-b-0 has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              className="mt-0.5 size-4 shrink-0 accent-accent-solid"
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
            />
            <span className="min-w-0">
              <span className="block text-base text-ink">
                {choice.label}{" "}
                {choice.code !== undefined && <code className="font-mono text-muted text-sm">{choice.code}</code>}
              </span>
              <span className="block text-muted text-sm">{choice.text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
