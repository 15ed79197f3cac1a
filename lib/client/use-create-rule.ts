import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { createRuleSchema, Rule } from "@/lib/contract/rule";
import { apiData } from "./api-client";
import { refreshAfterRuleChange } from "./rule-changes";
import type { FlagOfRules } from "./use-rules";

export type CreateRuleInput = z.input<typeof createRuleSchema>;

/** Adds a rule: at the end, or at `position`, where those that follow move down. */
export function useCreateRule(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateRuleInput) => apiData<Rule>(`/flags/${flag.id}/rules`, { method: "POST", body }),
    onSuccess: () => refreshAfterRuleChange(queryClient, flag),
  });
}
