"use client";

import type { ConditionValue } from "@/lib/contract/condition";
import type { ConditionDraft } from "../draft";
import { type Manner, valueKindOf } from "../operators";
import { ComparableEditor } from "./comparable-editor";
import { ListEditor } from "./list-editor";
import { PatternEditor } from "./pattern-editor";
import { TextEditor } from "./text-editor";

export interface ValueEditorProps {
  condition: ConditionDraft;
  onChange: (value: ConditionValue) => void;
  /** Changes how the value is compared. */
  onMannerChange: (manner: Manner) => void;
  problem: string | undefined;
}

/** The editor that fits the operator; nothing where the operator takes no value. */
export function ValueEditor(props: ValueEditorProps) {
  const { operator, value } = props.condition;
  switch (valueKindOf(operator)) {
    case "none":
      return null;
    case "list":
      return <ListEditor {...props} separators="commas and lines" />;
    case "comparable":
      return <ComparableEditor {...props} />;
    // A comma may belong to a text or a pattern, so only lines separate several.
    case "pattern":
      return Array.isArray(value) ? <ListEditor {...props} separators="lines" /> : <PatternEditor {...props} />;
    case "scalar":
      return Array.isArray(value) ? <ListEditor {...props} separators="lines" /> : <TextEditor {...props} />;
  }
}
