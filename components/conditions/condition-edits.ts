"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type ConditionAction, reduceConditions } from "./condition-draft-reducer";
import type { ElementDraft } from "./draft";
import { allRows, nameIn } from "./draft-tree";

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
