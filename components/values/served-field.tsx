"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field/field";
import { Input, Select, Switch } from "@/components/ui/field/input";
import type { FlagType } from "@/lib/contract/flag-value";
import { variantText } from "../sentence/parts";
import { draftToServed, type ServedDraft, servedToDraft } from "./draft";
import type { JsonFault } from "./json-fault";
import { useVariantNames } from "./served-value";

interface ServedFieldProps {
  label: ReactNode;
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

interface JsonEditorProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

const MOST_ROWS = 18;

/** JSON as text with line numbers. While it is typed, the line of a syntax error is marked and named. */
function JsonEditor({ label, value, onChange, error }: JsonEditorProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const fault = useJsonFault(value);
  const lines = value.split("\n").length;
  const told = fault === null ? error : `Line ${fault.line}, column ${fault.column}: ${fault.message}`;
  return (
    <Field label={label} error={told}>
      {(control) => (
        <div
          className="flex min-w-0 overflow-hidden rounded-control border border-control bg-panel
            focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2
            has-aria-invalid:border-danger"
        >
          <div
            ref={gutter}
            aria-hidden
            className="shrink-0 select-none overflow-hidden border-line border-r bg-ground py-1.5 text-right font-mono
              text-faint text-sm leading-5"
          >
            {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
              <div key={line} className={cn("px-2", line === fault?.line && "bg-danger-soft font-medium text-danger")}>
                {line}
              </div>
            ))}
          </div>
          <textarea
            {...control}
            rows={Math.min(Math.max(lines, 3), MOST_ROWS)}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            className="min-w-0 flex-1 resize-none bg-transparent px-2.5 py-1.5 font-mono text-ink text-sm leading-5
              outline-none"
            value={value}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
            onScroll={({ currentTarget }) => {
              if (gutter.current !== null) gutter.current.scrollTop = currentTarget.scrollTop;
            }}
          />
        </div>
      )}
    </Field>
  );
}

type Locate = (text: string) => JsonFault | null;

/**
 * Where JSON text is broken; null while it is whole. The parser that finds the place is loaded with the first fault.
 */
function useJsonFault(text: string): JsonFault | null {
  const [parser, setParser] = useState<{ readonly locate: Locate }>();
  useEffect(() => {
    if (parser !== undefined || draftToServed("json", text).ok) return;
    let isCurrent = true;
    import("./json-fault").then(
      (code) => isCurrent && setParser({ locate: code.locateJsonFault }),
      // It could not be loaded, most likely offline. That the text is no JSON is said without it.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [text, parser]);
  return parser?.locate(text) ?? null;
}
