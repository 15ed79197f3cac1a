"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field/field";
import { Input, Select, Switch } from "@/components/ui/field/input";
import type { FlagType } from "@/lib/contract/flag-value";
import { variantText } from "../sentence/parts";
import { draftToServed, type ServedDraft, servedToDraft } from "./draft";
import { JsonEditor } from "./json-editor";
import { useVariantNames } from "./served-value";

interface ServedFieldProps {
  label: string;
  flagType: FlagType;
  value: ServedDraft;
  onChange: (value: ServedDraft) => void;
  error: string | undefined;
}

const ANOTHER = "another";

/** What is served: one of the flag's variants, or another value. */
export function ServedField(props: ServedFieldProps) {
  const { label, flagType, value, onChange, error } = props;
  const { variants, nameOf } = useVariantNames();
  const served = draftToServed(flagType, value);
  const name = served.ok ? nameOf(served.value) : null;
  // What is typed may become a variant's value on its way to another.
  const [isTyped, setIsTyped] = useState(variants.length > 0 && name === null);
  if (variants.length === 0) return <ValueField {...props} />;
  // Of two variants with one value the first is what it is called.
  const offered = variants.filter((variant) => nameOf(variant.value) === variant.name);
  const isAnother = isTyped || name === null;
  const description = isAnother ? undefined : offered.find((variant) => variant.name === name)?.description;
  const choose = (chosen: string) => {
    setIsTyped(chosen === ANOTHER);
    const variant = offered[Number(chosen)];
    if (variant !== undefined) onChange(servedToDraft(flagType, variant.value));
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field label={label} hint={description} error={isAnother ? undefined : error}>
        {(control) => (
          <Select
            {...control}
            className="max-w-sm"
            value={isAnother ? ANOTHER : offered.findIndex((variant) => variant.name === name)}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            {offered.map((variant, index) => (
              <option key={variant.name} value={index}>
                {variantText(variant)}
              </option>
            ))}
            <option value={ANOTHER}>Another value …</option>
          </Select>
        )}
      </Field>
      {isAnother && (
        <ValueField
          {...props}
          label="Another value"
          onChange={(typed) => {
            setIsTyped(true);
            onChange(typed);
          }}
        />
      )}
    </div>
  );
}

/** A value as it is: a switch, text, a number or JSON, by the flag's type. */
export function ValueField({ label, flagType, value, onChange, error }: ServedFieldProps) {
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
