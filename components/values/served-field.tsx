"use client";

import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { Switch } from "@/components/ui/field/switch";
import { lazy } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/skeleton";
import type { FlagType } from "@/lib/contract/flag-value";
import type { ServedDraft } from "./draft";

// Only JSON flags need the parser that says where JSON is broken.
const JsonEditor = lazy(
  () => import("./json-editor").then((file) => file.JsonEditor),
  <Skeleton className="h-24 w-full" />,
);

interface ServedFieldProps {
  label: string;
  flagType: FlagType;
  value: ServedDraft;
  onChange: (value: ServedDraft) => void;
  error: string | undefined;
}

/** What is served: a switch, text, a number or JSON, by the flag's type. */
export function ServedField({ label, flagType, value, onChange, error }: ServedFieldProps) {
  if (typeof value === "boolean") {
    return (
      <Field label={label} error={error}>
        {(control) => (
          <span className="flex h-8 items-center gap-2.5">
            <Switch {...control} checked={value} onCheckedChange={onChange} />
            <code className="font-mono text-ink text-sm">{String(value)}</code>
          </span>
        )}
      </Field>
    );
  }
  if (flagType === "json") return <JsonEditor label={label} value={value} onChange={onChange} error={error} />;
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          className="max-w-sm font-mono"
          autoComplete="off"
          spellCheck={false}
          inputMode={flagType === "number" ? "decimal" : "text"}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
