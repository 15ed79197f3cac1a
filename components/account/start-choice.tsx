"use client";

import { useId } from "react";

interface StartChoiceProps {
  value: "demo" | "project";
  onChange: (value: "demo" | "project") => void;
}

const choices = [
  {
    value: "demo",
    title: "A demo project",
    text: "A made-up product team's flags, audiences and rules. Look around, change anything, delete it later.",
  },
  {
    value: "project",
    title: "An empty project",
    text: "Production, staging and development, and nothing in them yet.",
  },
] as const;

/** What the first project is. */
export function StartChoice({ value, onChange }: StartChoiceProps) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink text-sm">Start with</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex cursor-pointer gap-3 rounded-panel border border-line-strong bg-panel p-3 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            className="mt-0.5 size-4 shrink-0 accent-accent-solid outline-none"
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span className="min-w-0">
            <span className="block font-medium text-base text-ink">{choice.title}</span>
            <span className="block text-muted text-sm">{choice.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
