"use client";

import { CaseSensitive } from "lucide-react";
import { IconButton, TextButton } from "@/components/ui/button/button";
import { ignoresCase, takesSeveral } from "../operators";
import type { ValueEditorProps } from "./value-editor";

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
