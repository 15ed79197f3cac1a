"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";

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
