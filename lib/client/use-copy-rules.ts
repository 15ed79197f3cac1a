import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Rule } from "@/lib/contract/rule";
import type { CopyRules } from "@/lib/contract/rule-order";
import { apiData } from "./api-client";
import { refreshAfterRuleChange } from "./rule-changes";
import type { FlagOfRules } from "./use-rules";

/** Copies an environment's rules to another, after those that are there or instead of them. */
export function useCopyRules(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CopyRules) => apiData<Rule[]>(`/flags/${flag.id}/rules/copy`, { method: "POST", body }),
    onSuccess: () => refreshAfterRuleChange(queryClient, flag),
  });
}
