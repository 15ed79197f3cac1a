"use client";

import { ChevronsUpDown } from "lucide-react";
import { useMemo } from "react";
import { problemAt } from "@/components/forms/problems";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Picker } from "@/components/ui/combobox/picker";
import { useMovable } from "@/components/ui/sortable/sortable";
import type { FieldProblems } from "@/lib/contract/errors";
import type { ElementTrace } from "@/lib/targeting";
import type { ConditionAction } from "./condition-draft-reducer";
import type { ReferenceDraft } from "./draft";
import { rowName } from "./draft-tree";
import { ElementActions, type ElementPlace, type ElementTools, isMovable, RowLead, rowLook } from "./element-actions";
import { ConditionTraceNote, wholeOf } from "./element-trace-note";
import { FieldNote } from "./value-editors/editor-parts";
import type { SegmentNames } from "./words";

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
export function ReferenceRow(props: ReferenceRowProps) {
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
