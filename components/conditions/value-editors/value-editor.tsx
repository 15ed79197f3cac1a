"use client";

import { Check } from "lucide-react";
import { type ClipboardEvent, useEffect, useState } from "react";
import { Input } from "@/components/ui/field/input";
import type { ConditionValue } from "@/lib/contract/condition";
import type { PatternCheck } from "@/lib/targeting/index";
import { listItems } from "@/lib/targeting/words/condition-parts";
import type { ConditionDraft } from "../draft";
import { type Manner, valueFromText, valueKindOf, valueText } from "../operators";
import { ComparableEditor } from "./comparable-editor";
import { blanksNote, FieldNote, IgnoreCaseButton, SeveralButton, withoutBlanks } from "./editor-parts";
import { ListEditor } from "./list-editor";

export interface ValueEditorProps {
  condition: ConditionDraft;
  onChange: (value: ConditionValue) => void;
  /** Changes how the value is compared. */
  onMannerChange: (manner: Manner) => void;
  problem: string | undefined;
}

/** The editor that fits the operator; nothing where the operator takes no value. */
export function ValueEditor(props: ValueEditorProps) {
  const { condition, onChange, onMannerChange } = props;
  const { operator, value } = condition;
  const [pasted, setPasted] = useState<string | null>(null);
  const list = { ...props, pasted, onPastedRead: () => setPasted(null) };
  /** Several lines that are pasted where one value is expected are meant as a list. */
  const becomeList = (lines: string) => {
    setPasted(lines);
    if (operator === "equals" || operator === "not_equals") {
      onMannerChange({ ...condition, operator: operator === "equals" ? "in" : "not_in" });
    } else onChange([...listItems(value)]);
  };
  switch (valueKindOf(operator)) {
    case "none":
      return null;
    case "list":
      return <ListEditor {...list} separators="commas and lines" />;
    case "comparable":
      return <ComparableEditor {...props} />;
    // A comma may belong to a text or a pattern, so only lines separate several.
    case "pattern":
      return Array.isArray(value) ? <ListEditor {...list} separators="lines" /> : <PatternEditor {...props} />;
    case "scalar":
      return Array.isArray(value) ? (
        <ListEditor {...list} separators="lines" />
      ) : (
        <TextEditor {...props} onLines={becomeList} />
      );
  }
}

interface TextEditorProps extends ValueEditorProps {
  /** Several lines were pasted. */
  onLines: (lines: string) => void;
}

/** One text, number or boolean. */
function TextEditor({ onLines, ...props }: TextEditorProps) {
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
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (!/[\n\r]/.test(withoutBlanks(pasted))) return;
    // The field would join the lines with blanks.
    event.preventDefault();
    onLines(pasted);
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
          onPaste={onPaste}
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

/** An RE2 pattern. While it is typed, the server's own check runs here. */
function PatternEditor(props: ValueEditorProps) {
  const { condition, onChange, problem } = props;
  const { rowId, value } = condition;
  const pattern = valueText(value);
  const check = usePatternCheck(pattern);
  const refused = check === null || check.ok || pattern === "" ? undefined : check.message;
  const shown = refused ?? problem;
  return (
    <>
      <div className="flex min-w-0 gap-1">
        <Input
          aria-label="Pattern"
          placeholder="^[a-z]+@example\.com$"
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 font-mono"
          value={pattern}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          aria-invalid={shown !== undefined || undefined}
          aria-describedby={`${rowId}-value ${rowId}-accepted`}
        />
        <IgnoreCaseButton {...props} />
      </div>
      <FieldNote id={`${rowId}-value`} problem={shown} />
      <p
        id={`${rowId}-accepted`}
        role="status"
        className="mt-1 flex items-center gap-1 text-sm text-success empty:hidden"
      >
        {check?.ok && pattern !== "" && shown === undefined && (
          <>
            <Check aria-hidden className="size-3.5 shrink-0" />
            Valid pattern. It may match any part of the text; ^ and $ stand for its beginning and end.
          </>
        )}
      </p>
      <SeveralButton {...props} />
    </>
  );
}

/** The check's answer; null until it is there. The pattern engine is loaded with the first pattern on the page. */
function usePatternCheck(pattern: string): PatternCheck | null {
  const [answer, setAnswer] = useState<{ pattern: string; check: PatternCheck } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    checkByEngine(pattern).then(
      (check) => isCurrent && setAnswer({ pattern, check }),
      // The check could not be loaded, most likely offline. The server checks the pattern, too.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [pattern]);
  return answer !== null && answer.pattern === pattern ? answer.check : null;
}

async function checkByEngine(pattern: string): Promise<PatternCheck> {
  const { checkPattern, loadRe2 } = await import("@/lib/targeting");
  await loadRe2();
  return checkPattern(pattern);
}
