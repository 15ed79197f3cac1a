"use client";

import { useId, useState } from "react";
import { commaSeparated } from "@/components/forms/field-values";
import { Field } from "@/components/ui/field/field";
import { Checkbox, CodeInput, Input, Select } from "@/components/ui/field/input";

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
            className="flex cursor-pointer gap-2.5 border-line border-b px-3 py-2 last:border-b-0
              has-checked:bg-accent-soft"
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

interface OriginsFieldProps {
  error: string | undefined;
  /** Null: every one. */
  onChange: (origins: string[] | null) => void;
}

/** An origin copied from an address bar may end in a slash or a path. */
const toOrigin = (text: string): string =>
  /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).origin : text;

/** The web origins whose pages may use a client key. */
export function OriginsField({ error, onChange }: OriginsFieldProps) {
  return (
    <Field
      label="On which pages"
      isOptional
      hint="Their addresses, separated by commas. Pages from elsewhere are refused. Empty: every page."
      error={error}
    >
      {(control) => (
        <CodeInput
          {...control}
          inputMode="url"
          placeholder="https://shop.example.com"
          onChange={({ currentTarget }) => {
            const origins = [...new Set(commaSeparated(currentTarget.value).map(toOrigin))];
            onChange(origins.length === 0 ? null : origins);
          }}
        />
      )}
    </Field>
  );
}

interface ExpiryFieldProps {
  value: string | null;
  error: string | undefined;
  /** An ISO instant, or null for never. */
  onChange: (instant: string | null) => void;
}

const DAY_MS = 86_400_000;
const periods = [30, 90, 365];

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** When a key expires. A day means its end, in UTC. */
export function ExpiryField({ value, error, onChange }: ExpiryFieldProps) {
  const [choice, setChoice] = useState("never");
  const choose = (next: string) => {
    setChoice(next);
    if (next === "never") onChange(null);
    else onChange(inDays(next === "date" ? 30 : Number(next)));
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label="Expires" error={error} className="flex-1 basis-40">
        {(control) => (
          <Select {...control} value={choice} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="never">Never</option>
            {periods.map((days) => (
              <option key={days} value={days}>
                {days === 365 ? "In a year" : `In ${days} days`}
              </option>
            ))}
            <option value="date">On a day…</option>
          </Select>
        )}
      </Field>
      {choice === "date" && (
        <Field label="Day" isLabelHidden className="flex-1 basis-40">
          {(control) => (
            <Input
              {...control}
              type="date"
              min={inDays(0).slice(0, 10)}
              value={value?.slice(0, 10) ?? ""}
              onChange={({ currentTarget }) =>
                currentTarget.value !== "" && onChange(`${currentTarget.value}T23:59:59Z`)
              }
            />
          )}
        </Field>
      )}
    </div>
  );
}
