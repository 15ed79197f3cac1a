import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Rule } from "@/lib/contract/rule";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";
import { refreshAfterRuleChange } from "./rule-changes";
import type { FlagOfRules, RuleList } from "./use-rules";

/** Deletes a rule: gone from the list at once, back when the server refuses. */
export function useDeleteRule(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (rule: Pick<Rule, "id" | "environment">) =>
      apiData<void>(`/flags/${flag.id}/rules/${rule.id}`, { method: "DELETE" }),
    onMutate: async (rule) => {
      const queryKey = queryKeys.rules(flag.project_id, flag.id, rule.environment);
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<RuleList>(queryKey);
      queryClient.setQueryData<RuleList>(
        queryKey,
        (list) => list && { etag: null, rules: list.rules.filter(({ id }) => id !== rule.id) },
      );
      return { queryKey, before };
    },
    onError: (_error, _rule, context) => {
      if (context) queryClient.setQueryData(context.queryKey, context.before);
    },
    onSettled: () => refreshAfterRuleChange(queryClient, flag),
  });
}
