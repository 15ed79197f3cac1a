"use client";

import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/field/input";
import type { PatternCheck } from "@/lib/targeting";
import { valueText } from "../condition-value";
import { FieldNote } from "../field-note";
import { IgnoreCaseButton, SeveralButton } from "./manner-buttons";
import type { ValueEditorProps } from "./value-editor";

/** An RE2 pattern. While it is typed, the server's own check runs here. */
export function PatternEditor(props: ValueEditorProps) {
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
