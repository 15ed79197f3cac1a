"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { sayFailure } from "@/components/conflict/save-edit";
import { type JudgedFlag, useProtectedMutation } from "@/components/protected/use-protected-mutation";
import { apiFetch, type WithComment } from "@/lib/client/api-client";
import { isApiError } from "@/lib/client/api-error";
import { queryKeys } from "@/lib/client/query-cache";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { RuleList } from "../api";
import { compareLists, inOrder, type ListDifference, type MoveTarget, moveInOrder } from "./order-moves";

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

/** An earlier move failed and the list went back: this move was made on an order that never was, and is not sent. */
class SupersededError extends Error {
  override readonly name = "SupersededError";
}

interface Order extends WithComment {
  ruleIds: string[];
  /** How many moves had failed when it was made. */
  madeAfter: number;
}

/**
 * Puts the rules of a flag and environment in the order of the given ids. The new order is shown at once. Moves made
 * before the first is answered are sent one after the other, each on the answer of the one before (If-Match); when one
 * fails, those behind it are given up (`SupersededError`) rather than sent over a list that nobody has seen.
 *
 * On failure the list goes back to what it was. On 412 `ApiError.current` is the list as it is now.
 */
function useOrderRules(flag: JudgedFlag, environment: string) {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.rules(flag.project_id, flag.id, environment);
  const mutationKey = [...queryKey, "order"];
  /** How many moves have failed, and the tag that the next one is made on. */
  const failures = useRef(0);
  const knownTag = useRef<string | null>(null);
  const isLast = () => queryClient.isMutating({ mutationKey }) <= 1;

  const mutation = useProtectedMutation(
    flag.project_id,
    ({ ruleIds }: Order) => ({
      reach: [environment],
      describe: async () => (await import("../rule-save")).saveOfOrder(flag, environment, ruleIds),
    }),
    {
      mutationKey,
      scope: { id: mutationKey.join("/") },
      mutationFn: async ({ ruleIds, madeAfter, comment }) => {
        if (madeAfter !== failures.current) throw new SupersededError("An earlier move failed");
        return apiFetch<Rule[]>(`/flags/${flag.id}/rules/order`, {
          method: "PUT",
          query: { comment },
          body: { environment, rule_ids: ruleIds },
          ifMatch: knownTag.current,
        });
      },
      onMutate: async ({ ruleIds }) => {
        // A fetch under way is undone when this is called, not when it is awaited: the card must not wait a turn.
        const cancelled = queryClient.cancelQueries({ queryKey });
        const before = queryClient.getQueryData<RuleList>(queryKey);
        if (before && isLast()) knownTag.current = before.etag;
        if (before)
          queryClient.setQueryData<RuleList>(queryKey, { ...before, rules: numbered(inOrder(before.rules, ruleIds)) });
        await cancelled;
        return { before };
      },
      onSuccess: ({ data, etag }) => {
        knownTag.current = etag;
        if (isLast()) queryClient.setQueryData<RuleList>(queryKey, { rules: data, etag });
      },
      onError: (error, _variables, context) => {
        if (error instanceof SupersededError) return;
        failures.current += 1;
        if (context?.before) queryClient.setQueryData(queryKey, context.before);
      },
      onSettled: () => (isLast() ? queryClient.invalidateQueries({ queryKey }) : undefined),
    },
  );

  return {
    /**
     * @param ruleIds every rule of the list, first to last
     * @param isWayBack it takes back a move
     * @throws ApiError, or SupersededError for a move that was given up: that needs no message of its own; EditKept
     */
    order: (ruleIds: string[], isWayBack: boolean) =>
      mutation.mutateAsync({ ruleIds, madeAfter: failures.current }, { isConfirmed: isWayBack }),
  };
}

/** The rules as the server will number them. */
const numbered = (rules: readonly Rule[]): Rule[] => rules.map((rule, index) => ({ ...rule, position: index + 1 }));
