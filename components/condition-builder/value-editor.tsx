"use client";

import { Input } from "@/components/ui/input";
import type { ConditionValue } from "@/lib/contract/condition";
import { valueFromText, valueText } from "@/lib/forms/condition-value";
import { valueKindOf } from "@/lib/forms/operators";
import type { OperatorId } from "@/lib/targeting";
import { ComparableEditor } from "./comparable-editor";
import { FieldNote } from "./field-note";
import { ListEditor } from "./list-editor";
import { PatternEditor } from "./pattern-editor";

export interface ValueEditorProps {
  /** Makes ids; the row's. */
  rowId: string;
  /** The condition's, by which a pasted table's column is found. */
  attribute: string;
  operator: OperatorId;
  value: ConditionValue;
  onChange: (value: ConditionValue) => void;
  problem: string | undefined;
}

/** The editor that fits the operator; nothing where the operator takes no value. */
export function ValueEditor(props: ValueEditorProps) {
  switch (valueKindOf(props.operator)) {
    case "none":
      return null;
    case "list":
      return <ListEditor {...props} />;
    case "comparable":
      return <ComparableEditor {...props} />;
    case "pattern":
      return <PatternEditor {...props} />;
    case "scalar":
      return <ScalarEditor {...props} />;
  }
}

function ScalarEditor({ rowId, value, onChange, problem }: ValueEditorProps) {
  return (
    <>
      <Input
        aria-label="Value"
        placeholder="value"
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        value={valueText(value)}
        onChange={({ currentTarget }) => onChange(valueFromText(currentTarget.value, "scalar"))}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : `${rowId}-value`}
      />
      <FieldNote id={`${rowId}-value`} problem={problem} />
    </>
  );
}
