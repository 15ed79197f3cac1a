"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import { useMemo } from "react";
import { problemAt, problemsUnder } from "@/components/forms/problems";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Picker } from "@/components/ui/combobox/picker";
import { Select } from "@/components/ui/field/input";
import { MoveHandle, useMovable } from "@/components/ui/sortable/sortable";
import type { AttributeUse } from "@/lib/contract/attribute";
import type { FieldProblems } from "@/lib/contract/errors";
import type { TestUser } from "@/lib/contract/test-user";
import type { ElementTrace } from "@/lib/targeting";
import { type GroupKind, groupKinds } from "@/lib/targeting/element";
import { groupWords } from "@/lib/targeting/words/group-words";
import type { ConditionAction } from "./condition-edits";
import { ConditionRow } from "./condition-row";
import type { ElementDraft, GroupDraft, ReferenceDraft } from "./draft";
import { canGroup, moveKind, rowName } from "./draft-tree";
import { ElementActions, type ElementPlace, type ElementTools, isMovable, RowLead, rowLook } from "./element-actions";
import { ConditionTraceNote, wholeOf } from "./element-trace-note";
import type { ConditionScope } from "./operators";
import { FieldNote } from "./value-editors/editor-parts";
import type { SegmentNames } from "./words";

/** What all rows of a builder have in common. */
interface BuilderParts {
  scope: ConditionScope;
  attributes: readonly AttributeUse[] | undefined;
  testUsers: readonly TestUser[];
  segments: SegmentNames;
  /** All rows, by which it is known how deep one stands. */
  whole: readonly ElementDraft[];
  /** Whether there is room for another row. */
  hasRoom: boolean;
  dispatch: (action: ConditionAction) => void;
  tools: ElementTools;
  add: (what: "condition" | "segment", groupId: string | null) => void;
}

interface ElementListProps extends BuilderParts {
  elements: readonly ElementDraft[];
  /** Before the numbers of its rows: `2.` in the group that is called 2. */
  prefix: string;
  /** The words before the first row, and between rows. */
  lead: string;
  joint: string;
  problems: FieldProblems;
  traces: readonly ElementTrace[] | undefined;
}

/** Rows of one list: conditions, references and groups. */
export function ElementList({ elements, prefix, lead, joint, problems, traces, ...parts }: ElementListProps) {
  return elements.map((element, index) => {
    const number = `${prefix}${index + 1}`;
    const own = problemsUnder(problems, String(index));
    const trace = traces?.[index];
    const row = { number, lead: index === 0 ? lead : joint, ...placeOf(parts.whole, element.rowId) };
    if ("group" in element) {
      return <GroupCard key={element.rowId} {...parts} {...row} group={element} problems={own} trace={trace} />;
    }
    if ("segment" in element) {
      return <ReferenceRow key={element.rowId} {...parts} {...row} reference={element} problems={own} trace={trace} />;
    }
    return (
      <ConditionRow
        key={element.rowId}
        {...row}
        condition={element}
        scope={parts.scope}
        attributes={parts.attributes}
        testUsers={parts.testUsers}
        problems={own}
        trace={trace !== undefined && "attribute" in trace ? trace : undefined}
        dispatch={parts.dispatch}
        tools={parts.tools}
      />
    );
  });
}

const placeOf = (whole: readonly ElementDraft[], rowId: string): ElementPlace => ({
  canGroup: canGroup(whole, rowId),
  up: moveKind(whole, rowId, -1),
  down: moveKind(whole, rowId, 1),
});

interface GroupCardProps extends BuilderParts, ElementPlace {
  group: GroupDraft;
  number: string;
  lead: string;
  problems: FieldProblems;
  trace: ElementTrace | undefined;
}

const kinds: Readonly<Record<GroupKind, string>> = {
  any: "Any of these",
  all: "All of these",
  none: "None of these",
};

/** A group: which of its rows must hold, and the rows, further in. */
function GroupCard({ group, number, lead, problems, trace, ...rest }: GroupCardProps) {
  const { canGroup: mayGroup, up, down, ...parts } = rest;
  const { rowId, group: kind, elements } = group;
  const { dispatch, tools, add, hasRoom, segments } = parts;
  const name = rowName(group, number);
  const { cardRef, handleProps } = useMovable<HTMLFieldSetElement>(rowId);
  const own = problems[""]?.[0] ?? problemAt(problems, "segment");
  return (
    <fieldset
      ref={cardRef}
      data-row={rowId}
      className={cn(
        rowLook,
        "flex min-w-0 flex-col gap-2 rounded-panel border border-line bg-ground data-entered:border-accent py-2 pr-1",
        "pl-2 sm:pr-2 sm:pl-3",
      )}
    >
      <legend className="sr-only">Group {number}</legend>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        {isMovable(rest) && (
          <MoveHandle {...handleProps} data-row-handle aria-label={`Move ${name}`} className="-mr-1" />
        )}
        <span aria-hidden className="text-muted text-sm">
          {lead}
        </span>
        <Select
          aria-label={`Which of ${name} must hold`}
          value={kind}
          onChange={({ currentTarget }) => {
            const chosen = groupKinds.find((each) => each === currentTarget.value);
            if (chosen !== undefined) dispatch({ type: "kind_changed", rowId, group: chosen });
          }}
        >
          {(["any", "all", "none"] as const).map((each) => (
            <option key={each} value={each}>
              {kinds[each]}
            </option>
          ))}
        </Select>
        <ElementActions {...{ rowId, name, canGroup: mayGroup, up, down, tools }} isGroup className="ml-auto" />
      </div>
      <ElementList
        {...parts}
        elements={elements}
        prefix={`${number}.`}
        lead=""
        joint={groupWords(kind, elements.length).joint}
        problems={problemsUnder(problems, kind)}
        traces={trace !== undefined && "group" in trace ? trace.conditions : undefined}
      />
      <FieldNote id={`${rowId}-group`} problem={own ?? problems[kind]?.[0]} />
      <AddButtons add={(what) => add(what, rowId)} hasRoom={hasRoom} hasSegments={(segments?.size ?? 0) > 0} />
      {trace !== undefined && "group" in trace && <ConditionTraceNote trace={wholeOf(trace, segments)} />}
    </fieldset>
  );
}

interface AddButtonsProps {
  add: (what: "condition" | "segment") => void;
  hasRoom: boolean;
  hasSegments: boolean;
}

/** What adds a row to a list. */
export function AddButtons({ add, hasRoom, hasSegments }: AddButtonsProps) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button size="sm" data-add-condition onClick={() => add("condition")} disabled={!hasRoom}>
        <Plus aria-hidden />
        Add condition
      </Button>
      {hasSegments && (
        <Button size="sm" onClick={() => add("segment")} disabled={!hasRoom}>
          <Plus aria-hidden />
          Add segment
        </Button>
      )}
    </span>
  );
}

interface ReferenceRowProps extends ElementPlace {
  reference: ReferenceDraft;
  number: string;
  lead: string;
  segments: SegmentNames;
  problems: FieldProblems;
  trace: ElementTrace | undefined;
  dispatch: (action: ConditionAction) => void;
  tools: ElementTools;
}

/** That somebody is in a segment. */
function ReferenceRow(props: ReferenceRowProps) {
  const { reference, number, lead, canGroup, up, down, segments, problems, trace, dispatch, tools } = props;
  const { rowId, segment } = reference;
  const name = rowName(reference, number);
  const { cardRef, handleProps } = useMovable<HTMLFieldSetElement>(rowId);
  const options = useMemo(() => [...(segments ?? [])].map(([value, label]) => ({ value, label })), [segments]);
  const label = segment === "" ? "Choose a segment" : (segments?.get(segment) ?? "A segment that is gone");
  const problem =
    segment === "" && problemAt(problems, "segment") ? "Choose a segment" : problemAt(problems, "segment");
  return (
    <fieldset
      ref={cardRef}
      data-row={rowId}
      className={cn(rowLook, "grid min-w-0 grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-2")}
    >
      <legend className="sr-only">Condition {number}</legend>
      <RowLead lead={lead} movableName={isMovable(props) ? name : null} handleProps={handleProps} />
      <div className="min-w-0">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 sm:flex-nowrap">
          <span aria-hidden className="shrink-0 text-muted text-sm max-sm:basis-full">
            in segment
          </span>
          <Picker
            label="Segment"
            value={segment}
            options={options}
            isLoading={segments === undefined}
            onChoose={(chosen) => dispatch({ type: "segment_chosen", rowId, segment: chosen })}
            trigger={
              <Button
                data-first-field
                aria-label={`In segment: ${label}`}
                aria-describedby={problem === undefined ? undefined : `${rowId}-segment`}
                className="min-w-0 max-w-sm flex-1 justify-between! font-normal"
              >
                <span className="min-w-0 truncate">{label}</span>
                <ChevronsUpDown aria-hidden className="text-muted" />
              </Button>
            }
          />
        </div>
        <FieldNote id={`${rowId}-segment`} problem={problem} />
      </div>
      <ElementActions {...{ rowId, canGroup, up, down, tools }} name={name} />
      {trace !== undefined && "segmentId" in trace && (
        <ConditionTraceNote trace={wholeOf(trace, segments)} className="col-span-full col-start-2" />
      )}
    </fieldset>
  );
}
