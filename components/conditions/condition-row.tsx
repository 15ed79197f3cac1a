"use client";

import { memo } from "react";
import { problemAt } from "@/components/forms/problems";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox/combobox";
import { Select } from "@/components/ui/field/input";
import { useMovable } from "@/components/ui/sortable/sortable-area";
import type { AttributeUse } from "@/lib/contract/attribute";
import type { ConditionValue } from "@/lib/contract/condition";
import type { FieldProblems } from "@/lib/contract/errors";
import type { TestUser } from "@/lib/contract/test-user";
import type { ConditionTrace } from "@/lib/targeting";
import { ComparisonHintNote } from "./comparison-hint";
import type { ConditionAction } from "./condition-draft-reducer";
import { type ConditionDraft, isSameDraft } from "./draft";
import { ElementActions, type ElementPlace, type ElementTools, isMovable } from "./element-actions";
import { ConditionTraceNote } from "./element-trace-note";
import { FieldNote } from "./field-note";
import { choiceGroups, choiceId, choiceLabel } from "./operator-choices";
import type { ConditionScope } from "./operators";
import { rowName } from "./row-course";
import { RowLead, rowLook } from "./row-lead";
import { withoutBlanks } from "./value-editors/blanks";
import { ValueEditor } from "./value-editors/value-editor";

interface ConditionRowProps extends ElementPlace {
  condition: ConditionDraft;
  /** As it is called: 1, or 2.1 in a group. */
  number: string;
  lead: string;
  scope: ConditionScope;
  attributes: readonly AttributeUse[] | undefined;
  testUsers: readonly TestUser[];
  problems: FieldProblems;
  trace: ConditionTrace | undefined;
  dispatch: (action: ConditionAction) => void;
  tools: ElementTools;
}

/** One condition: attribute, operator in words, and the editor that fits the operator. */
export const ConditionRow = memo(
  function ConditionRow(props: ConditionRowProps) {
    const { condition, number, lead, scope, attributes = [], testUsers, problems, trace, dispatch } = props;
    const { rowId, attribute, value } = condition;
    const name = rowName(condition, number);
    const { cardRef, handleProps } = useMovable<HTMLFieldSetElement>(rowId);
    const groups = choiceGroups(scope, condition);
    const attributeProblem = problemAt(problems, "attribute");
    const operatorProblem = problemAt(problems, "operator");
    const change = (next: ConditionValue) => dispatch({ type: "value_changed", rowId, value: next });
    return (
      <fieldset
        ref={cardRef}
        data-row={rowId}
        className={cn(
          rowLook,
          "grid min-w-0 grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-2 md:grid-cols-[auto_minmax(7rem,1.8fr)_minmax(8rem,2.3fr)_minmax(8rem,2.7fr)_auto]",
        )}
      >
        <legend className="sr-only">Condition {number}</legend>
        <RowLead lead={lead} movableName={isMovable(props) ? name : null} handleProps={handleProps} />
        <div className="col-start-2 row-start-1 min-w-0">
          <Combobox
            aria-label="Attribute"
            listLabel="Attributes used in this project"
            placeholder="attribute"
            className="font-mono"
            value={attribute}
            onValueChange={(next) => dispatch({ type: "attribute_changed", rowId, attribute: next })}
            onBlur={() => {
              const trimmed = withoutBlanks(attribute);
              if (trimmed !== attribute) dispatch({ type: "attribute_changed", rowId, attribute: trimmed });
            }}
            options={attributes.map(({ name, count }) => ({ value: name, detail: `used ${count}×` }))}
            aria-invalid={attributeProblem !== undefined || undefined}
            aria-describedby={attributeProblem === undefined ? undefined : `${rowId}-attribute`}
          />
          <FieldNote id={`${rowId}-attribute`} problem={attributeProblem} />
        </div>
        <div className="col-span-2 col-start-2 row-start-2 min-w-0 md:col-span-1 md:col-start-3 md:row-start-1">
          <Select
            aria-label="Operator"
            className="w-full"
            value={choiceId(condition)}
            onChange={({ currentTarget }) => {
              const chosen = groups.flatMap(({ choices }) => choices).find(({ id }) => id === currentTarget.value);
              if (chosen !== undefined) dispatch({ type: "manner_changed", rowId, manner: chosen });
            }}
            aria-invalid={operatorProblem !== undefined || undefined}
            aria-describedby={operatorProblem === undefined ? undefined : `${rowId}-operator`}
          >
            {groups.map(({ title, choices }) => (
              <optgroup key={title} label={title}>
                {choices.map((choice) => (
                  <option key={choice.id} value={choice.id}>
                    {choiceLabel(choice, value)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
          <FieldNote id={`${rowId}-operator`} problem={operatorProblem} />
        </div>
        <div className="col-span-2 col-start-2 row-start-3 min-w-0 md:col-span-1 md:col-start-4 md:row-start-1">
          <ValueEditor
            condition={condition}
            onChange={change}
            onMannerChange={(manner) => dispatch({ type: "manner_changed", rowId, manner })}
            problem={problemAt(problems, "value") ?? problemAt(problems, "as") ?? problemAt(problems, "ignore_case")}
          />
        </div>
        {/* On a phone the button stands beside the attribute, but stays last in the tab order. */}
        <ElementActions
          rowId={rowId}
          name={name}
          canGroup={props.canGroup}
          up={props.up}
          down={props.down}
          tools={props.tools}
          className="col-start-3 row-start-1 md:col-start-5"
        />
        <ComparisonHintNote
          condition={condition}
          testUsers={testUsers}
          onMannerChange={(manner) => dispatch({ type: "manner_changed", rowId, manner })}
        />
        {trace && <ConditionTraceNote trace={trace} className="col-span-full col-start-2" />}
      </fieldset>
    );
  },
  // `problems` is a new object at each render, so its contents are compared.
  (before, after) =>
    isSameDraft(before.condition, after.condition) &&
    before.number === after.number &&
    before.lead === after.lead &&
    before.canGroup === after.canGroup &&
    before.up === after.up &&
    before.down === after.down &&
    before.attributes === after.attributes &&
    before.testUsers === after.testUsers &&
    before.trace === after.trace &&
    JSON.stringify(before.problems) === JSON.stringify(after.problems),
);
