"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type ConditionAction, reduceConditions } from "./condition-draft-reducer";
import type { ElementDraft } from "./draft";
import { type LastStep, lastStep, stands } from "./last-step";

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
    /** What `undo` takes back; null: nothing. */
    last: last !== null && stands(last, conditions) ? last : null,
    undo: useCallback(({ before }: LastStep) => write(before, null), [write]),
  };
}
