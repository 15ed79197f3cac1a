"use client";

import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field/field";
import { draftToServed } from "./draft";
import type { JsonFault } from "./json-fault";

interface JsonEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

const MOST_ROWS = 18;

/** JSON as text with line numbers. While it is typed, the line of a syntax error is marked and named. */
export function JsonEditor({ label, value, onChange, error }: JsonEditorProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const fault = useJsonFault(value);
  const lines = value.split("\n").length;
  const told = fault === null ? error : `Line ${fault.line}, column ${fault.column}: ${fault.message}`;
  return (
    <Field label={label} error={told}>
      {(control) => (
        <div className="flex min-w-0 overflow-hidden rounded-control border border-control bg-panel focus-within:outline-2 focus-within:outline-accent focus-within:outline-offset-2 has-aria-invalid:border-danger">
          <div
            ref={gutter}
            aria-hidden
            className="shrink-0 select-none overflow-hidden border-line border-r bg-ground py-1.5 text-right font-mono text-faint text-sm leading-5"
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
            className="min-w-0 flex-1 resize-none bg-transparent px-2.5 py-1.5 font-mono text-ink text-sm leading-5 outline-none"
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

/** Where JSON text is broken; null while it is whole. The parser that finds the place is loaded with the first fault. */
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
