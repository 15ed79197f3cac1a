"use client";

import { useState } from "react";
import { Input } from "@/components/ui/field/input";
import { valueFromText, valueText } from "../condition-value";
import { FieldNote } from "../field-note";
import { blanksNote, withoutBlanks } from "./blanks";
import { IgnoreCaseButton, SeveralButton } from "./manner-buttons";
import type { ValueEditorProps } from "./value-editor";

/** One text, number or boolean. */
export function TextEditor(props: ValueEditorProps) {
  const { condition, onChange, problem } = props;
  const { rowId, operator, value } = condition;
  const [isFocused, setIsFocused] = useState(false);
  const text = valueText(value);
  const note = isFocused ? undefined : blanksNote(text);
  const leave = () => {
    setIsFocused(false);
    // A blank at the start or end is normal in a part of a text; in a whole value it is a slip.
    if (operator.endsWith("equals") && withoutBlanks(text) !== text) onChange(withoutBlanks(text));
  };
  return (
    <>
      <div className="flex min-w-0 gap-1">
        <Input
          aria-label="Value"
          placeholder="value"
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 font-mono"
          value={text}
          onChange={({ currentTarget }) => onChange(valueFromText(currentTarget.value, "scalar"))}
          onFocus={() => setIsFocused(true)}
          onBlur={leave}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${rowId}-value ${rowId}-blanks`}
        />
        <IgnoreCaseButton {...props} />
      </div>
      <FieldNote id={`${rowId}-value`} problem={problem} />
      <p id={`${rowId}-blanks`} role="status" className="mt-1 text-sm text-warning empty:hidden">
        {note}
      </p>
      <SeveralButton {...props} />
    </>
  );
}
