import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Rule, updateRuleSchema } from "@/lib/contract/rule";
import { apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";
import { refreshAfterRuleChange } from "./rule-changes";
import type { FlagOfRules, RuleList } from "./use-rules";

export type UpdateRuleInput = z.input<typeof updateRuleSchema>;

interface RuleChange {
  ruleId: string;
  change: UpdateRuleInput;
  /** The rule's own ETag, when the change was made from a known state of it. */
  ifMatch?: string;
}

/** Changes the fields of a rule that are sent. */
export function useUpdateRule(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ ruleId, change, ifMatch }: RuleChange) =>
      apiFetch<Rule>(`/flags/${flag.id}/rules/${ruleId}`, { method: "PATCH", body: change, ifMatch }),
    onSuccess: ({ data: rule }) => {
      queryClient.setQueryData<RuleList>(
        queryKeys.rules(flag.project_id, flag.id, rule.environment),
        (list) => list && { etag: null, rules: list.rules.map((known) => (known.id === rule.id ? rule : known)) },
      );
      return refreshAfterRuleChange(queryClient, flag);
    },
  });
}
