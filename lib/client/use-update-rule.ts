import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Rule, updateRuleSchema } from "@/lib/contract/rule";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";
import { refreshAfterRuleChange } from "./rule-changes";
import { updateUnlessChanged } from "./update-unless-changed";
import type { FlagOfRules, RuleList } from "./use-rules";

export type UpdateRuleInput = z.input<typeof updateRuleSchema>;

interface RuleChange {
  ruleId: string;
  change: UpdateRuleInput;
  /** The rule as it was when the edit began: refuses (`EditConflict`) when somebody changed the same fields since. */
  base?: Rule;
}

/** Changes the fields of a rule that are sent. Changes to one flag's rules are sent one after the other: the last counts. */
export function useUpdateRule(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `rules of ${flag.id}` },
    mutationFn: ({ ruleId, change, base }: RuleChange) => {
      const path = `/flags/${flag.id}/rules/${ruleId}`;
      if (base === undefined) return apiData<Rule>(path, { method: "PATCH", body: change });
      return updateUnlessChanged(path, base, change);
    },
    onSuccess: (rule) => {
      queryClient.setQueryData<RuleList>(
        queryKeys.rules(flag.project_id, flag.id, rule.environment),
        (list) => list && { etag: null, rules: list.rules.map((known) => (known.id === rule.id ? rule : known)) },
      );
      return refreshAfterRuleChange(queryClient, flag);
    },
  });
}
