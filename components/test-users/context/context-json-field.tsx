"use client";

import { Field } from "@/components/ui/field/field";
import { Textarea } from "@/components/ui/field/input";

interface ContextJsonFieldProps {
  json: string;
  problem: string | undefined;
  onChange: (json: string) => void;
}

/** The test context as JSON. */
export function ContextJsonField({ json, problem, onChange }: ContextJsonFieldProps) {
  return (
    <Field label="Context as JSON" isLabelHidden error={problem}>
      {(field) => (
        <Textarea
          {...field}
          rows={8}
          spellCheck={false}
          placeholder={'{ "plan": "pro" }'}
          className="font-mono text-sm"
          value={json}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
