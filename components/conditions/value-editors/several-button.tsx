"use client";

import { TextButton } from "@/components/ui/button/text-button";
import { takesSeveral } from "../operators";
import type { ValueEditorProps } from "./value-editor";

/** Turns one text or pattern into a list of which any will do; nothing where an operator takes one only. */
export function SeveralButton({ condition: { operator, value }, onChange }: ValueEditorProps) {
  if (!takesSeveral(operator) || value === "" || value === null || Array.isArray(value)) return null;
  return (
    <TextButton className="mt-1" onClick={() => onChange([value])}>
      Or any of several
    </TextButton>
  );
}
