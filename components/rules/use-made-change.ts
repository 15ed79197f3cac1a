"use client";

import { useCallback, useState } from "react";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { type ListChange, listChange } from "@/lib/forms/analysis/analysed-list";

/** The last thing that was done to the list at one press, for its card to say whom it changes. */
export interface MadeChange {
  readonly ruleId: string;
  /** What was done: "Moving it", "Turning it off". */
  readonly what: string;
  readonly change: ListChange;
  readonly undo: () => void;
}

interface Made extends Pick<MadeChange, "ruleId" | "what" | "undo"> {
  before: readonly Rule[];
  after: readonly Rule[];
}

/** Remembers the last move or switch until it is read, taken back, refused or followed by another. */
export function useMadeChange(flag: Flag, segments: readonly Segment[] | undefined) {
  const [made, setMade] = useState<MadeChange | null>(null);
  const settle = useCallback((ruleId?: string) => {
    setMade((known) => (ruleId === undefined || known?.ruleId === ruleId ? null : known));
  }, []);
  const tell = ({ before, after, undo, ...rest }: Made) => {
    if (segments === undefined) {
      setMade(null);
      return;
    }
    const change = listChange({ flag, rules: before, after, segments });
    setMade({
      ...rest,
      change,
      undo: () => {
        undo();
        setMade(null);
      },
    });
  };
  return { made, tell, settle };
}
