"use client";

import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { type ListChange, listChange } from "@/components/analysis/analysed-list";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

/** What was done to the list with one press. */
interface Made {
  ruleId: string;
  /** As the subject of a sentence: "Moving it", "Turning it off". */
  what: string;
  before: readonly Rule[];
  after: readonly Rule[];
  undo: () => void;
}

/** The last thing that was done to the list, for the card to say whom it changes. */
export interface MadeChange extends Pick<Made, "ruleId" | "what" | "undo"> {
  readonly change: ListChange;
}

/** Remembers the last move or switch until it is read, taken back, refused or followed by another. */
export function useMadeChange(flag: Flag, segments: readonly Segment[] | undefined) {
  const [last, setLast] = useState<Made | null>(null);
  const settle = useCallback((ruleId?: string) => {
    setLast((known) => (ruleId === undefined || known?.ruleId === ruleId ? null : known));
  }, []);
  // What was done is shown first: a card is dropped before two lists are made ready to be compared.
  const shown = useDeferredValue(last);
  const made = useMemo<MadeChange | null>(() => {
    if (shown === null || segments === undefined) return null;
    const { ruleId, what, before, after, undo } = shown;
    const change = listChange({ flag, rules: before, after, segments });
    const undoAndForget = () => {
      undo();
      setLast(null);
    };
    return { ruleId, what, change, undo: undoAndForget };
  }, [shown, flag, segments]);
  return { made, tell: setLast, settle };
}
