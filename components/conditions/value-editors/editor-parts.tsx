"use client";

import { CaseSensitive } from "lucide-react";
import { IconButton, TextButton } from "@/components/ui/button/button";
import { ignoresCase, takesSeveral } from "../operators";
import type { ValueEditorProps } from "./value-editor";

/** Invisible characters: white space, and characters without a width that documents and chats put between words. */
const UNSEEN = String.raw`[\s\u00AD\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]`;
const AT_START = new RegExp(`^${UNSEEN}+`);
const AT_END = new RegExp(`${UNSEEN}+$`);

/** Text without invisible characters at its beginning and end. Between words they may belong there. */
export const withoutBlanks = (text: string): string => text.replace(AT_START, "").replace(AT_END, "");

/** A hint that a text begins or ends with blanks, where they count; undefined without any. */
export function blanksNote(text: string): string | undefined {
  if (text === "") return undefined;
  const ends = [...(AT_START.test(text) ? ["beginning"] : []), ...(AT_END.test(text) ? ["end"] : [])];
  return ends.length === 0 ? undefined : `There is a blank at the ${ends.join(" and the ")}, and it counts.`;
}

/** Turns one text or pattern into a list of alternatives. Shows nothing where an operator takes one value only. */
export function SeveralButton({ condition: { operator, value }, onChange }: ValueEditorProps) {
  if (!takesSeveral(operator) || value === "" || value === null || Array.isArray(value)) return null;
  return (
    <TextButton className="mt-1" onClick={() => onChange([value])}>
      Or any of several
    </TextButton>
  );
}

/** Toggles `ignore_case`. Shows nothing where an operator has no case. */
export function IgnoreCaseButton({ condition, onMannerChange }: ValueEditorProps) {
  const { operator, as, ignore_case: isIgnored = false } = condition;
  if (!ignoresCase(operator) || as === "version") return null;
  return (
    <IconButton
      label="Upper and lower case are the same"
      aria-pressed={isIgnored}
      className="mt-0.5 aria-pressed:bg-accent-soft aria-pressed:text-accent"
      onClick={() => onMannerChange({ ...condition, ignore_case: !isIgnored })}
    >
      <CaseSensitive aria-hidden />
    </IconButton>
  );
}

/** The problem of a field, below it. */
export function FieldNote({ id, problem }: { id: string; problem: string | undefined }) {
  return (
    <p id={id} role="alert" className="mt-1 text-danger text-sm empty:hidden">
      {problem}
    </p>
  );
}
