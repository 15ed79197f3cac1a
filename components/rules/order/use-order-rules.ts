import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { JudgedFlag } from "@/components/protected/protected-save";
import { useProtectedMutation } from "@/components/protected/use-protected-mutation";
import { apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { WithComment } from "@/lib/client/with-comment";
import type { Rule } from "@/lib/contract/rule";
import type { RuleList } from "../api";
import { inOrder } from "./order-moves";

/** An earlier move failed and the list went back: this move was made on an order that never was, and is not sent. */
export class SupersededError extends Error {
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
export function useOrderRules(flag: JudgedFlag, environment: string) {
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
    isPending: mutation.isPending,
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
