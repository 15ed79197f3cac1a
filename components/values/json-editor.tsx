"use client";

import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field/field";

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
  const fault = locateJsonFault(value);
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

interface JsonFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Words for the parser's error codes. */
const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not JSON; text needs double quotes",
  InvalidNumberFormat: "this is not a JSON number",
  PropertyNameExpected: "a property name in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing } is expected",
  CloseBracketExpected: "a closing ] is expected",
  EndOfFileExpected: "nothing may follow the value",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "this text has no closing quote",
  UnexpectedEndOfNumber: "this number is cut off",
  InvalidUnicode: "this is not a \\u escape",
  InvalidEscapeCharacter: "this is not an escape that JSON has",
  InvalidCharacter: "this character must be escaped",
};

/**
 * The place of a syntax error in JSON text; null without one. Browsers describe it each in their own words, and one not
 * at all, so VS Code's parser finds it.
 */
export const locateJsonFault = (text: string): JsonFault | null => {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors.sort((a, b) => a.offset - b.offset);
  if (first === undefined) return null;
  const before = text.slice(0, first.offset).split("\n");
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message: messages[printParseErrorCode(first.error)] ?? "this is not JSON",
  };
};
