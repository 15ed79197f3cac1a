"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ConditionValue } from "@/lib/contract/condition";
import type { GroupKind } from "@/lib/targeting/element";
import { type ConditionDraft, type ElementDraft, newCondition } from "./draft";
import { allRows, moveRow, nameIn, placeRow, removeRow, replaceRow, type Spot } from "./draft-tree";
import { carryValue, type Manner } from "./operators";

type Drafts = readonly ElementDraft[];

/** The edits of a condition builder. Its functions stay the same, so that rows are not rendered again for them. */
export function useConditionEdits(conditions: Drafts, onChange: (conditions: Drafts) => void) {
  const [last, setLast] = useState<LastStep | null>(null);
  // They read the latest conditions when they are called.
  const latest = useRef({ conditions, onChange });
  useEffect(() => {
    latest.current = { conditions, onChange };
  });
  const write = useCallback((next: Drafts, step: LastStep | null) => {
    latest.current.conditions = next;
    latest.current.onChange(next);
    setLast(step);
  }, []);
  const dispatch = useCallback(
    (action: ConditionAction) => {
      const before = latest.current.conditions;
      const next = reduceConditions(before, action);
      if (next !== before) write(next, lastStep(before, action, next));
    },
    [write],
  );
  return {
    now: useCallback((): Drafts => latest.current.conditions, []),
    dispatch,
    /** What was done last to how the rows stand; null: nothing, or something else was done since. */
    last: last !== null && stands(last, conditions) ? last : null,
    undo: useCallback((step: LastStep) => step.before && write(step.before, undone(step, step.before)), [write]),
  };
}

/** A change of how the rows stand, which can be undone until the next edit; or the undoing of one. */
export interface LastStep {
  /** "Removed condition 2.1", by its number before. */
  readonly words: string;
  readonly rowId: string;
  /** The conditions that undo brings back; null: this was undo itself. */
  readonly before: Drafts | null;
  /** The rows after it, by which it is known whether they are still those. */
  readonly rows: string;
}

/** Null of an edit of what a row says: that is undone where it is typed or chosen. */
export function lastStep(before: Drafts, action: ConditionAction, after: Drafts): LastStep | null {
  const say = words[action.type];
  if (say === undefined) return null;
  const { rowId } = action;
  return { words: say(nameIn(before, rowId)), rowId, before, rows: rowsOf(after) };
}

/** Said aloud, because the rows alone do not tell somebody who cannot see them that Ctrl+Z did anything. */
const undone = ({ words, rowId }: LastStep, restored: Drafts): LastStep => ({
  words: `Undone: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
  rowId,
  before: null,
  rows: rowsOf(restored),
});

const words: { readonly [Type in ConditionAction["type"]]?: (name: string) => string } = {
  removed: (name) => `Removed ${name}`,
  grouped: (name) => `Put ${name} in a group`,
  taken_apart: (name) => `Took ${name} apart`,
  moved: (name) => `Moved ${name}`,
  placed: (name) => `Moved ${name}`,
};

/** Whether the rows stand as a step has left them. A form that was read anew has other rows. */
export const stands = ({ rows }: LastStep, drafts: Drafts): boolean => rows === rowsOf(drafts);

const rowsOf = (drafts: Drafts): string =>
  allRows(drafts)
    .map(({ rowId }) => rowId)
    .join();

export type ConditionAction =
  /** A new row at the end of a group, or of the whole (null). */
  | { type: "added"; rowId: string; what: "condition" | "segment"; groupId: string | null }
  | { type: "removed"; rowId: string }
  | { type: "attribute_changed"; rowId: string; attribute: string }
  /** Another operator, or other options of it. */
  | { type: "manner_changed"; rowId: string; manner: Manner }
  | { type: "value_changed"; rowId: string; value: ConditionValue }
  | { type: "segment_chosen"; rowId: string; segment: string }
  /** The row and a new one beside it become a group of which any holds. */
  | { type: "grouped"; rowId: string; groupId: string; newRowId: string }
  | { type: "kind_changed"; rowId: string; group: GroupKind }
  /** A group's elements take its place. */
  | { type: "taken_apart"; rowId: string }
  | { type: "moved"; rowId: string; by: -1 | 1 }
  /** Dropped in a place of its `placesOf`. */
  | { type: "placed"; rowId: string; place: Spot };

/** Every edit of the condition builder, outside React. Rows that an action does not name stay the same objects. */
export function reduceConditions(drafts: Drafts, action: ConditionAction): Drafts {
  const { rowId } = action;
  switch (action.type) {
    case "added": {
      const row = action.what === "condition" ? newCondition(rowId) : { rowId, segment: "" };
      if (action.groupId === null) return [...drafts, row];
      return replaceRow(drafts, action.groupId, (group) =>
        "group" in group ? [{ ...group, elements: [...group.elements, row] }] : [group],
      );
    }
    case "removed":
      return removeRow(drafts, rowId);
    case "attribute_changed":
      return changeCondition(drafts, rowId, (draft) => ({ ...draft, attribute: action.attribute }));
    case "manner_changed": {
      const { operator: next, negate, ignore_case, as } = action.manner;
      // Options that are off are left out, as the API leaves them out.
      return changeCondition(drafts, rowId, ({ attribute, operator, value }) => ({
        rowId,
        attribute,
        operator: next,
        value: carryValue(value, operator, next),
        ...(negate && { negate }),
        ...(ignore_case && { ignore_case }),
        ...(as && { as }),
      }));
    }
    case "value_changed":
      return changeCondition(drafts, rowId, (draft) => ({ ...draft, value: action.value }));
    case "segment_chosen":
      return replaceRow(drafts, rowId, () => [{ rowId, segment: action.segment }]);
    case "grouped": {
      const { groupId, newRowId } = action;
      return replaceRow(drafts, rowId, (draft) => [
        { rowId: groupId, group: "any", elements: [draft, newCondition(newRowId)] },
      ]);
    }
    case "kind_changed":
      return replaceRow(drafts, rowId, (draft) => ["group" in draft ? { ...draft, group: action.group } : draft]);
    case "taken_apart":
      return replaceRow(drafts, rowId, (draft) => ("group" in draft ? draft.elements : [draft]));
    case "moved":
      return moveRow(drafts, rowId, action.by);
    case "placed":
      return placeRow(drafts, rowId, action.place);
  }
}

const changeCondition = (drafts: Drafts, rowId: string, change: (draft: ConditionDraft) => ConditionDraft): Drafts =>
  replaceRow(drafts, rowId, (draft) => ["operator" in draft ? change(draft) : draft]);
