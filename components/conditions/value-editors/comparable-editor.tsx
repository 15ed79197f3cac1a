"use client";

import { useState } from "react";
import { Input, Select } from "@/components/ui/field/input";
import type { ConditionValue } from "@/lib/contract/condition";
import { looksLikeDate, valueFromText, valueText } from "../operators";
import { FieldNote, withoutBlanks } from "./editor-parts";
import type { ValueEditorProps } from "./value-editor";

const kinds: Record<Exclude<ComparableField, "text">, string> = {
  number: "number",
  date: "date",
  instant: "time (UTC)",
};

/** The value of `greater_than` and `less_than`. */
export function ComparableEditor(props: ValueEditorProps) {
  return props.condition.as === "version" ? <VersionEditor {...props} /> : <NumberOrDateEditor {...props} />;
}

function VersionEditor({ condition: { rowId, value }, onChange, problem }: ValueEditorProps) {
  return (
    <>
      <Input
        aria-label="Version"
        placeholder="2.10.0"
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        value={valueText(value)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onBlur={({ currentTarget }) => {
          const trimmed = withoutBlanks(currentTarget.value);
          if (trimmed !== currentTarget.value) onChange(trimmed);
        }}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${rowId}-value`}
      />
      <FieldNote id={`${rowId}-value`} problem={problem} />
    </>
  );
}

/** A number, a day or an instant. A date with another zone than UTC stays the text that it is. */
function NumberOrDateEditor({ condition: { rowId, value }, onChange, problem }: ValueEditorProps) {
  // An empty value has no kind, so the chosen kind is kept.
  const [chosen, setChosen] = useState<ComparableField>(() => comparableFieldOf(value));
  const shown = valueText(value) === "" ? chosen : comparableFieldOf(value);
  const control = {
    "aria-label": "Value",
    "aria-invalid": problem !== undefined || undefined,
    "aria-describedby": problem === undefined ? undefined : `${rowId}-value`,
    className: shown === "instant" ? "min-w-52 flex-1 font-mono" : "min-w-24 flex-1 font-mono",
  };
  return (
    <>
      <div className="flex min-w-0 flex-wrap gap-2">
        {shown === "date" ? (
          <Input
            {...control}
            type="date"
            value={valueText(value)}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        ) : shown === "instant" ? (
          <Input
            {...control}
            type="datetime-local"
            step={1}
            value={instantToField(value)}
            onChange={({ currentTarget }) => onChange(fieldToInstant(currentTarget.value))}
          />
        ) : (
          <Input
            {...control}
            inputMode={shown === "number" ? "decimal" : "text"}
            autoComplete="off"
            placeholder="0"
            value={valueText(value)}
            onChange={({ currentTarget }) => onChange(valueFromText(currentTarget.value, "comparable"))}
            onBlur={({ currentTarget }) => {
              const trimmed = withoutBlanks(currentTarget.value);
              if (trimmed !== currentTarget.value) onChange(valueFromText(trimmed, "comparable"));
            }}
          />
        )}
        <Select
          aria-label="Kind of value"
          className="w-28 shrink-0"
          value={shown}
          onChange={({ currentTarget }) => {
            const next = (Object.keys(kinds) as (keyof typeof kinds)[]).find((kind) => kind === currentTarget.value);
            if (next === undefined) return;
            setChosen(next);
            onChange("");
          }}
        >
          {shown === "text" && <option value="text">as text</option>}
          {Object.entries(kinds).map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <FieldNote id={`${rowId}-value`} problem={problem} />
    </>
  );
}

/** How a comparison's value is entered. `text` is a date in a form that the browser's own fields cannot show. */
type ComparableField = "number" | "date" | "instant" | "text";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UTC_INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)Z$/;

/** The field that shows a value as it is. */
export function comparableFieldOf(value: ConditionValue): ComparableField {
  const text = valueText(value);
  if (DAY.test(text)) return "date";
  if (UTC_INSTANT.test(text)) return "instant";
  return looksLikeDate(value) ? "text" : "number";
}

/** What the browser's date-and-time field shows for a UTC instant: it knows no zones. */
export const instantToField = (value: ConditionValue): string => UTC_INSTANT.exec(valueText(value))?.[1] ?? "";

/** The UTC instant of what that field holds; empty while it is incomplete. */
export const fieldToInstant = (text: string): string => (text === "" ? "" : `${text}Z`);
