"use client";

import { commaSeparated } from "@/components/forms/field-values";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";

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
        <Input
          {...control}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
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
