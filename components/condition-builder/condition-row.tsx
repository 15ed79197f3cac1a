"use client";

import { X } from "lucide-react";
import { memo } from "react";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { AttributeUse } from "@/lib/contract/attribute";
import type { ConditionValue } from "@/lib/contract/condition";
import type { FieldProblems } from "@/lib/contract/errors";
import { type ConditionDraft, isSameDraft } from "@/lib/forms/condition-draft";
import type { ConditionAction } from "@/lib/forms/condition-draft-reducer";
import { looksLikeDate } from "@/lib/forms/condition-value";
import { type ConditionScope, operatorChoices, operatorLabel } from "@/lib/forms/operators";
import { problemAt } from "@/lib/forms/problems";
import type { ConditionTrace } from "@/lib/targeting";
import { ConditionTraceNote } from "./condition-trace-note";
import { FieldNote } from "./field-note";
import { ValueEditor } from "./value-editor";

interface ConditionRowProps {
  condition: ConditionDraft;
  /** From 1, as it is called. */
  number: number;
  lead: string;
  scope: ConditionScope;
  attributes: readonly AttributeUse[] | undefined;
  problems: FieldProblems;
  trace: ConditionTrace | undefined;
  dispatch: (action: ConditionAction) => void;
  onRemove: (rowId: string) => void;
}

/** One condition: attribute, operator in words, and the editor that fits the operator. */
export const ConditionRow = memo(
  function ConditionRow(props: ConditionRowProps) {
    const { condition, number, lead, scope, attributes = [], problems, trace, dispatch, onRemove } = props;
    const { rowId, attribute, operator, value } = condition;
    const isDate = looksLikeDate(value);
    const attributeProblem = problemAt(problems, "attribute");
    const operatorProblem = problemAt(problems, "operator");
    const change = (next: ConditionValue) => dispatch({ type: "value_changed", rowId, value: next });
    return (
      <fieldset
        data-row={rowId}
        className="grid min-w-0 grid-cols-[2rem_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-2 sm:grid-cols-[2rem_minmax(7rem,2fr)_minmax(8rem,1.6fr)_minmax(8rem,3fr)_auto]"
      >
        <legend className="sr-only">Condition {number}</legend>
        <span aria-hidden className="pt-1.5 text-muted text-sm">
          {lead}
        </span>
        <div className="min-w-0">
          <Combobox
            aria-label="Attribute"
            listLabel="Attributes used in this project"
            placeholder="attribute"
            className="font-mono"
            value={attribute}
            onValueChange={(next) => dispatch({ type: "attribute_changed", rowId, attribute: next })}
            options={attributes.map(({ name, count }) => ({ value: name, detail: `used ${count}×` }))}
            aria-invalid={attributeProblem !== undefined || undefined}
            aria-describedby={attributeProblem === undefined ? undefined : `${rowId}-attribute`}
          />
          <FieldNote id={`${rowId}-attribute`} problem={attributeProblem} />
        </div>
        <IconButton
          label={`Remove condition ${number}`}
          className="sm:col-start-5 sm:row-start-1"
          onClick={() => onRemove(rowId)}
        >
          <X aria-hidden />
        </IconButton>
        <div className="col-span-2 col-start-2 min-w-0 sm:col-span-1 sm:col-start-3 sm:row-start-1">
          <Select
            aria-label="Operator"
            className="w-full"
            value={operator}
            onChange={({ currentTarget }) => {
              const chosen = operatorChoices(scope).find((id) => id === currentTarget.value);
              if (chosen !== undefined) dispatch({ type: "operator_changed", rowId, operator: chosen });
            }}
            aria-invalid={operatorProblem !== undefined || undefined}
            aria-describedby={operatorProblem === undefined ? undefined : `${rowId}-operator`}
          >
            {operatorChoices(scope).map((id) => (
              <option key={id} value={id}>
                {operatorLabel(id, isDate)}
              </option>
            ))}
          </Select>
          <FieldNote id={`${rowId}-operator`} problem={operatorProblem} />
        </div>
        <div className="col-span-2 col-start-2 min-w-0 sm:col-span-1 sm:col-start-4 sm:row-start-1">
          <ValueEditor
            rowId={rowId}
            attribute={attribute}
            operator={operator}
            value={value}
            onChange={change}
            problem={problemAt(problems, "value")}
          />
        </div>
        {trace && <ConditionTraceNote trace={trace} className="col-span-full col-start-2" />}
      </fieldset>
    );
  },
  // `problems` is cut out of the whole anew each time; what it says is what counts.
  (before, after) =>
    isSameDraft(before.condition, after.condition) &&
    before.number === after.number &&
    before.lead === after.lead &&
    before.attributes === after.attributes &&
    before.trace === after.trace &&
    JSON.stringify(before.problems) === JSON.stringify(after.problems),
);
