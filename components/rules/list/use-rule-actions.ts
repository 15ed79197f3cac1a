"use client";

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { type ListChange, listChange } from "@/components/analysis/analysed-list";
import type { Repair } from "@/components/analysis/list-findings";
import { sayFailure } from "@/components/conflict/save-edit";
import type { Required } from "@/components/flags/flag-here";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import { toast } from "@/components/ui/toast";
import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import { contentOf } from "@/lib/contract/rule-pairs";
import type { Segment } from "@/lib/contract/segment";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import { useCreateRule, useUpdateRule } from "../api";
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
 * The same functions for the life of the list, which always do what the latest ones do: a card is not rendered again
 * for them.
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

const SUFFIX = " (copy)";

/**
 * Puts a copy below a rule. The copy is off: its percentage and its split get a new salt, so turned on it would let in
 * and split other people than the original does.
 */
export function useDuplicateRule(flag: JudgedFlag) {
  const { mutate } = useCreateRule(flag);
  return (rule: Rule, position: number | undefined) => {
    const name = rule.name === null ? null : rule.name.slice(0, limits.nameLength - SUFFIX.length) + SUFFIX;
    mutate(
      {
        ...contentOf(rule),
        ...{ environment: rule.environment, name, enabled: false },
        ...(position !== undefined && { position }),
      },
      {
        onSuccess: () => toast("Duplicated the rule. The copy is off until you turn it on."),
        onError: (error) => sayFailure(error, "duplicate the rule"),
      },
    );
  };
}

/** An answer is waited for. */
interface Press {
  readonly enabled: boolean;
}

/**
 * Turns rules on and off: shown at once, back when the server refuses. One for the whole list: a card that is scrolled
 * by need not bring what watches a change of it.
 * @param onRefused a rule is as it was
 */
export function useRuleSwitches(flag: Flag, onRefused: (ruleId: string) => void) {
  const { mutateAsync } = useUpdateRule(flag);
  const [waiting, setWaiting] = useState<ReadonlyMap<string, Press>>(new Map());
  /** @param name how a message calls it: "rule 3" @param isConfirmed it takes back what was done */
  const turn = (rule: Rule, name: string, enabled: boolean, isConfirmed = false): void => {
    const press: Press = { enabled };
    setWaiting((known) => new Map(known).set(rule.id, press));
    // What is undone was the opposite, whatever the card was rendered with.
    mutateAsync({ rule, opened: { enabled: !enabled }, change: { enabled } }, { isConfirmed })
      .catch((error: unknown) => {
        onRefused(rule.id);
        sayFailure(error, `turn ${enabled ? "on" : "off"} ${name}`);
      })
      .finally(() => {
        // Another press may have come meanwhile.
        setWaiting((known) => new Map([...known].filter(([, other]) => other !== press)));
      });
  };
  const isOn = (rule: Rule): boolean => waiting.get(rule.id)?.enabled ?? rule.enabled;
  return { turn, isOn };
}
