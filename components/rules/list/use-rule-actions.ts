"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Repair } from "@/components/analysis/list-findings";
import type { Rule } from "@/lib/contract/rule";
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
 * The same functions for the life of the list, which always do what the latest ones do: a card is not drawn again for
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
