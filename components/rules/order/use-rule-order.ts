"use client";

import { useMemo, useState } from "react";
import { sayFailure } from "@/components/conflict/say-failure";
import { isApiError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { compareLists, type ListDifference } from "./order-difference";
import { type MoveTarget, moveInOrder } from "./order-moves";
import { SupersededError, useOrderRules } from "./use-order-rules";

/** What somebody else did to the list while a move was made on an older one. */
export interface StaleNotice extends ListDifference {
  /** The rules that the difference speaks of, those that are gone included. */
  readonly rules: ReadonlyMap<string, Rule>;
}

interface RuleOrderOptions {
  flag: Flag;
  environment: string;
  rules: readonly Rule[];
  /** A move was not made. */
  onRefused: () => void;
}

const listed = (rules: readonly Rule[]) =>
  rules.map(({ position, ...rule }) => ({ id: rule.id, version: JSON.stringify(rule) }));

/**
 * The order on the screen and the one way to change it. A move shows at once; when it is refused the list goes back and
 * a message says why; when the list was not the latest, the latest is shown with what is different in it.
 */
export function useRuleOrder({ flag, environment, rules, onRefused }: RuleOrderOptions) {
  const { order } = useOrderRules(flag, environment);
  // The cache shows a move a turn later, in which a dropped card would be seen where it came from.
  const [optimistic, setOptimistic] = useState<{ over: readonly Rule[]; ids: readonly string[] } | null>(null);
  const [notice, setNotice] = useState<StaleNotice | null>(null);

  const shown = useMemo(() => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const order = optimistic?.over === rules ? optimistic.ids : rules.map(({ id }) => id);
    return order.flatMap((id) => byId.get(id) ?? []);
  }, [rules, optimistic]);
  const ids = shown.map(({ id }) => id);

  const put = (next: readonly string[], isWayBack = false) => {
    setOptimistic({ over: rules, ids: next });
    order([...next], isWayBack).catch((error) => {
      setOptimistic(null);
      onRefused();
      if (error instanceof SupersededError) return;
      if (isApiError(error, 412) && Array.isArray(error.current)) setNotice(staleNotice(rules, error.current));
      else sayFailure(error, "move the rule", "It is back where it was.");
    });
  };
  /** @returns the order that it makes; null when nothing moves */
  const move = (ruleId: string, target: MoveTarget): readonly string[] | null => {
    const next = moveInOrder(ids, ruleId, target);
    if (next === ids) return null;
    put(next);
    return next;
  };
  return { shown, move, put, notice, dismissNotice: () => setNotice(null) };
}

/** @param current the list as the server holds it: rules, by the contract. */
function staleNotice(before: readonly Rule[], current: readonly Rule[]): StaleNotice {
  return {
    ...compareLists(listed(before), listed(current)),
    rules: new Map([...before, ...current].map((rule) => [rule.id, rule])),
  };
}
