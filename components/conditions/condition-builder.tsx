"use client";

import { Undo2 } from "lucide-react";
import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { newRowId } from "@/components/forms/field-values";
import { useTestUsers } from "@/components/test-users/api";
import { Button } from "@/components/ui/button/button";
import { focusSoon } from "@/components/ui/focus";
import type { TreePlace } from "@/components/ui/sortable/motions";
import { SortableTree } from "@/components/ui/sortable/sortable";
import type { FieldProblems } from "@/lib/contract/errors";
import { limits } from "@/lib/contract/limits";
import type { TestUser } from "@/lib/contract/test-user";
import type { ElementTrace } from "@/lib/targeting";
import { useAttributes } from "./api";
import type { LastStep } from "./condition-edits";
import { useConditionEdits } from "./condition-edits";
import type { ElementDraft } from "./draft";
import { allRows, countRows, courseOf } from "./draft-tree";
import type { ElementTools } from "./element-actions";
import { AddButtons, ElementList } from "./element-list";
import type { ConditionScope } from "./operators";
import type { SegmentNames } from "./words";

interface ConditionBuilderProps {
  projectId: string;
  scope: ConditionScope;
  conditions: readonly ElementDraft[];
  onChange: (conditions: readonly ElementDraft[]) => void;
  /** By path below the conditions: `0.value`, `1.any.0.value`. */
  problems: FieldProblems;
  /** The word between two rows. */
  joint: "and" | "or";
  /** The segments that a row may refer to. */
  segments: SegmentNames;
  /** What each row said of the test user, in the order of the rows. */
  traces?: readonly ElementTrace[] | undefined;
}

const nobody: readonly TestUser[] = [];

/** The conditions of a rule or a segment. Every edit goes through one reducer; the form around it holds the result. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { projectId, scope, conditions, onChange, problems, joint, segments, traces } = props;
  const { data: attributes } = useAttributes(projectId);
  const { data: testUsers = nobody } = useTestUsers(projectId);
  const listRef = useRef<HTMLDivElement>(null);

  const { now, dispatch, last, undo } = useConditionEdits(conditions, onChange);

  const add = useCallback(
    (what: "condition" | "segment", groupId: string | null) => {
      const rowId = newRowId();
      dispatch({ type: "added", rowId, what, groupId });
      focusSoon(() => rowField(listRef.current, rowId));
    },
    [dispatch],
  );
  const tools = useMemo<ElementTools>(
    () => ({
      remove(rowId) {
        const rows = allRows(now());
        const index = rows.findIndex((row) => row.rowId === rowId);
        dispatch({ type: "removed", rowId });
        const left = new Set(allRows(now()).map((row) => row.rowId));
        const neighbour = [...rows.slice(index + 1), ...rows.slice(0, index).reverse()].find((row) =>
          left.has(row.rowId),
        );
        // The focus must not fall to the page's top with the row that held it.
        focusSoon(() => rowField(listRef.current, neighbour?.rowId));
      },
      group(rowId) {
        const added = newRowId();
        dispatch({ type: "grouped", rowId, groupId: newRowId(), newRowId: added });
        focusSoon(() => rowField(listRef.current, added));
      },
      takeApart(rowId) {
        const group = allRows(now()).find((row) => row.rowId === rowId);
        const [first] = group !== undefined && "group" in group ? group.elements : [];
        dispatch({ type: "taken_apart", rowId });
        focusSoon(() => rowField(listRef.current, first?.rowId));
      },
      move(rowId, by) {
        dispatch({ type: "moved", rowId, by });
        // In another group it is mounted anew.
        focusSoon(() => rowOf(listRef.current, rowId)?.querySelector<HTMLElement>("[data-row-menu]"));
      },
    }),
    [dispatch, now],
  );
  const course = useCallback((rowId: string) => courseOf(now(), rowId), [now]);
  const place = (rowId: string, to: TreePlace) => {
    dispatch({ type: "placed", rowId, place: to });
    focusSoon(() => rowOf(listRef.current, rowId)?.querySelector<HTMLElement>("[data-row-handle]"));
  };
  const undoStep = (step: LastStep) => {
    undo(step);
    focusSoon(() => rowField(listRef.current, step.rowId));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "z";
    if (last === null || last.before === null || !isUndo) return;
    // In a field, too: the step was later than all that was typed.
    event.preventDefault();
    undoStep(last);
  };
  const hasRoom = countRows(conditions) < limits.elements;

  return (
    <section aria-label="Conditions" ref={listRef} onKeyDown={onKeyDown} className="flex flex-col gap-2">
      <SortableTree className="flex flex-col gap-2" courseOf={course} onMove={place}>
        <ElementList
          elements={conditions}
          whole={conditions}
          prefix=""
          lead="If"
          joint={joint}
          problems={problems}
          traces={traces}
          {...{ scope, attributes, testUsers, segments, hasRoom, dispatch, tools, add }}
        />
      </SortableTree>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problems[""]?.[0]}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <AddButtons
          add={(what) => add(what, null)}
          hasRoom={hasRoom && conditions.length < limits.conditions}
          hasSegments={(segments?.size ?? 0) > 0}
        />
        <UndoStep last={last} onUndo={undoStep} />
        {conditions.length > 0 && (
          <p className="text-muted text-sm">
            {scope === "rule"
              ? "Someone without the attribute does not match, except with “is missing”."
              : "Someone without the attribute does not match."}
          </p>
        )}
      </div>
    </section>
  );
}

const rowOf = (list: HTMLElement | null, rowId: string | undefined): HTMLElement | null | undefined =>
  rowId === undefined ? null : list?.querySelector<HTMLElement>(`[data-row="${rowId}"]`);

/** A row's first field; where there is no row, what adds one to the whole. */
function rowField(list: HTMLElement | null, rowId: string | undefined): HTMLElement | null | undefined {
  const field = rowOf(list, rowId)?.querySelector<HTMLElement>("input, select, [data-first-field]");
  return field ?? [...(list?.querySelectorAll<HTMLElement>("[data-add-condition]") ?? [])].at(-1);
}

interface UndoStepProps {
  /** Null: there is nothing to undo, and nothing was undone. */
  last: LastStep | null;
  onUndo: (last: LastStep) => void;
}

/** Says what was done or undone last, and offers to undo a move, a grouping or a removal. */
function UndoStep({ last, onUndo }: UndoStepProps) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-2">
      <span role="status" className="wrap-anywhere min-w-0 text-muted text-sm empty:hidden">
        {last?.words}
      </span>
      {last !== null && last.before !== null && (
        <Button size="sm" aria-keyshortcuts="Control+Z Meta+Z" onClick={() => onUndo(last)}>
          <Undo2 aria-hidden />
          Undo
        </Button>
      )}
    </span>
  );
}
