"use client";

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { type ListChange, listChange } from "@/components/analysis/analysed-list";
import type { Repair } from "@/components/analysis/list-findings";
import type { Required } from "@/components/flags/flag-here";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { MoveTarget } from "../order/order-moves";

/** What a card can ask for. */
export interface RuleActions {
  edit: (ruleId: string) => void;
  insert: (ruleId: string, where: "above" | "below") => void;
  move: (ruleId: string, target: MoveTarget) => void;
  /** Puts the rules back in this order, as far as they are still there. */
  putBack: (ruleIds: readonly string[]) => void;
  duplicate: (rule: Rule) => void;
  remove: (rule: Rule) => void;
  /** A rule that is being deleted stays. */
  keep: (ruleId: string) => void;
  /** @param name how a message calls the rule: "rule 3" */
  turn: (rule: Rule, name: string, enabled: boolean) => void;
  /** The note on the last move or switch was read, or the server refused what it tells of. */
  settle: (ruleId?: string) => void;
  /** For screen readers: whom the last move or switch changes. */
  sayEffect: (text: string) => void;
  goTo: (ruleId: string) => void;
  /** Puts somebody into test-a-user. */
  tryOn: (witness: Witness) => void;
  repair: (repair: Repair) => void;
}

/**
 * The same functions for the life of the list, which always do what the latest ones do: a card is not rendered again for
 * them.
 */
export function useStableActions(actions: RuleActions): RuleActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      edit: (ruleId) => latest.current.edit(ruleId),
      insert: (ruleId, where) => latest.current.insert(ruleId, where),
      move: (ruleId, target) => latest.current.move(ruleId, target),
      putBack: (ruleIds) => latest.current.putBack(ruleIds),
      duplicate: (rule) => latest.current.duplicate(rule),
      remove: (rule) => latest.current.remove(rule),
      keep: (ruleId) => latest.current.keep(ruleId),
      turn: (rule, name, enabled) => latest.current.turn(rule, name, enabled),
      settle: (ruleId) => latest.current.settle(ruleId),
      sayEffect: (text) => latest.current.sayEffect(text),
      goTo: (ruleId) => latest.current.goTo(ruleId),
      tryOn: (witness) => latest.current.tryOn(witness),
      repair: (repair) => latest.current.repair(repair),
    }),
    [],
  );
}

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
