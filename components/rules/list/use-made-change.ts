"use client";

import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { type ListChange, listChange } from "@/components/analysis/analysed-list";
import type { Required } from "@/components/flags/requirements/use-required";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";

/** A change of the list that one press made. */
interface Made {
  ruleId: string;
  /** As the subject of a sentence: "Moving it", "Turning it off". */
  what: string;
  before: readonly Rule[];
  after: readonly Rule[];
  undo: () => void;
}

/** The last change of the list, so that its card says who gets another value. */
export interface MadeChange extends Pick<Made, "ruleId" | "what" | "undo"> {
  readonly change: ListChange;
}

/** Remembers the last move or switch until it was read, undone, refused or followed by another. */
export function useMadeChange(
  flag: Flag,
  segments: readonly Segment[] | undefined,
  required: Required | null | undefined,
) {
  const [last, setLast] = useState<Made | null>(null);
  const settle = useCallback((ruleId?: string) => {
    setLast((known) => (ruleId === undefined || known?.ruleId === ruleId ? null : known));
  }, []);
  // The change is painted first: a dropped card must not wait until two lists are prepared for the comparison.
  const shown = useDeferredValue(last);
  const made = useMemo<MadeChange | null>(() => {
    if (shown === null || segments === undefined || required === undefined) return null;
    const { ruleId, what, before, after, undo } = shown;
    const change = listChange({ flag, rules: before, after, segments, required });
    const undoAndForget = () => {
      undo();
      setLast(null);
    };
    return { ruleId, what, change, undo: undoAndForget };
  }, [shown, flag, segments, required]);
  return { made, tell: setLast, settle };
}
