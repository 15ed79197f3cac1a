"use client";

import { Info } from "lucide-react";
import { memo } from "react";
import { problemAt } from "@/components/forms/problems";
import { TextButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox/combobox";
import { Select } from "@/components/ui/field/input";
import { useMovable } from "@/components/ui/sortable/sortable";
import type { AttributeUse } from "@/lib/contract/attribute";
import type { ConditionValue } from "@/lib/contract/condition";
import type { FieldProblems } from "@/lib/contract/errors";
import type { TestUser } from "@/lib/contract/test-user";
import { type HeldValue, heldValues, isComparison, type Known, misfit } from "@/lib/targeting/analysis/comparison-form";
import { versionKey } from "@/lib/targeting/comparable";
import type { ConditionTrace } from "@/lib/targeting/index";
import type { ConditionAction } from "./condition-edits";
import { type ConditionDraft, isSameDraft } from "./draft";
import { rowName } from "./draft-tree";
import { ElementActions, type ElementPlace, type ElementTools, isMovable, RowLead, rowLook } from "./element-actions";
import { ConditionTraceNote } from "./element-trace-note";
import { choiceGroups, choiceId, choiceLabel } from "./operator-choices";
import { type ConditionScope, domainOf, type Manner, valueText } from "./operators";
import { FieldNote, withoutBlanks } from "./value-editors/editor-parts";
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
          "grid min-w-0 grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-2",
          "md:grid-cols-[auto_minmax(7rem,1.8fr)_minmax(8rem,2.3fr)_minmax(8rem,2.7fr)_auto]",
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
        {/* A list places its parts in the row by itself. */}
        <div
          className="col-span-2 col-start-2 row-start-3 min-w-0 md:col-span-1 md:col-start-4 md:row-start-1
            md:has-data-list:contents"
        >
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

interface ComparisonHintNoteProps {
  condition: ConditionDraft;
  testUsers: readonly TestUser[];
  onMannerChange: (manner: Manner) => void;
}

/** A warning about a comparison that does not fit what the test users have. Shows nothing without one. */
function ComparisonHintNote({ condition, testUsers, onMannerChange }: ComparisonHintNoteProps) {
  const hint = comparisonHint(condition, testUsers);
  return (
    <div role="status" className="col-span-full col-start-2 flex min-w-0 items-start gap-1.5 text-sm empty:hidden">
      {hint !== null && (
        <>
          <Info aria-hidden className="mt-1 size-3.5 shrink-0 text-muted" />
          <p className="wrap-anywhere min-w-0 text-muted leading-6">
            {hint.text}{" "}
            {hint.offersVersions && (
              <TextButton onClick={() => onMannerChange({ ...condition, as: "version" })}>
                Compare as versions
              </TextButton>
            )}
          </p>
        </>
      )}
    </div>
  );
}

/** A hint about a comparison, and whether comparing as versions is probably meant. */
interface ComparisonHint {
  readonly text: string;
  readonly offersVersions: boolean;
}

const NONE = { number: "no number", instant: "no date", version: "no version" } as const;
const AS = { number: "a number", instant: "a date", version: "a version" } as const;

/** The hint about a comparison, from the values that test users have; null without one. */
export function comparisonHint(condition: ConditionDraft, people: readonly Known[]): ComparisonHint | null {
  const { attribute, operator, value, as } = condition;
  if (!isComparison(operator) || attribute === "") return null;
  const held = heldValues(attribute, people);
  const domain = domainOf(condition);
  if (as === undefined && domain !== "instant") {
    const version = held.find(isWrittenVersion);
    if (version !== undefined && domain !== "version") {
      return { text: `${whose(version)} is ${version.text}, a version.`, offersVersions: true };
    }
    if (domain === "number" && isHalfVersion(valueText(value)) && /version|release|build/i.test(attribute)) {
      return { text: `${valueText(value)} is compared as a number: 2.10 is less than 2.9.`, offersVersions: true };
    }
  }
  const found = misfit(condition, people);
  if (found !== null) {
    const given = `${whose(found.held)} is ${found.held.text}`;
    const text = `It compares as ${AS[found.domain]}, but ${given}, which is ${NONE[found.domain]}.`;
    return { text, offersVersions: false };
  }
  const milliseconds = domain === "instant" ? held.find(({ isNumber }) => isNumber) : undefined;
  if (milliseconds === undefined) return null;
  const given = `${whose(milliseconds)} is the number ${milliseconds.text}`;
  const text = `${given}: against a date it counts as milliseconds since 1970.`;
  return { text, offersVersions: false };
}

const whose = ({ of }: HeldValue): string => `${of}’s value`;

/** A version that is no number. `2.10` alone could be a number. */
const isWrittenVersion = ({ text, scalar, isNumber }: HeldValue): boolean =>
  !isNumber && Number.isNaN(scalar.number) && versionKey(text) !== null && /\d\.\d/.test(text);

const isHalfVersion = (text: string): boolean => /^\d+\.\d+$/.test(text);
