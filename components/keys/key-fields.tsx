"use client";

import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/field/checkbox";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import type { Project } from "@/lib/contract/project";
import type { Scope } from "@/lib/contract/scope";
import { scopeChoices, scopesLeastFirst } from "./words";

/** What a key may do. */
export function ScopeField({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">What it may do</legend>
      <div className="flex flex-col rounded-control border border-line">
        {scopesLeastFirst.map((scope) => (
          <label
            key={scope}
            className="flex cursor-pointer gap-2.5 border-line border-b px-3 py-2 last:border-b-0 has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              className="mt-0.5 size-4 shrink-0 accent-accent-solid"
              checked={value === scope}
              onChange={() => onChange(scope)}
            />
            <span className="min-w-0">
              <span className="block text-base text-ink">
                {scopeChoices[scope].label} <code className="font-mono text-muted text-sm">{scope}</code>
              </span>
              <span className="block text-muted text-sm">{scopeChoices[scope].text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface KeyProjectsProps {
  projects: readonly Project[];
  /** Null: every project, also those to come. */
  value: readonly string[] | null;
  error: string | undefined;
  onChange: (ids: string[] | null) => void;
}

/** Which projects a key is good for. */
export function KeyProjects({ projects, value, error, onChange }: KeyProjectsProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : id}>
      <legend className="mb-1.5 font-medium text-ink text-sm">In which projects</legend>
      <Checkbox
        label="Every project"
        hint="Also those that are created later."
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : [])}
      />
      {value !== null && (
        <div className="mt-2 flex max-h-44 flex-col gap-2 overflow-y-auto rounded-control border border-line p-3">
          {projects.map((project) => (
            <Checkbox
              key={project.id}
              label={<span className="wrap-break-word">{project.name}</span>}
              checked={value.includes(project.id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked ? [...value, project.id] : value.filter((other) => other !== project.id),
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

interface ExpiryFieldProps {
  value: string | null;
  error: string | undefined;
  /** An ISO instant, or null for never. */
  onChange: (instant: string | null) => void;
}

const DAY_MS = 86_400_000;
const periods = [30, 90, 365];

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

/** When a key stops working by itself. A day means its end, in UTC. */
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
