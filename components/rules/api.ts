import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { type Api, apiData, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import { updateUnlessChanged } from "@/lib/client/update-unless-changed";
import type { Flag } from "@/lib/contract/flag";
import type { createRuleSchema, Rule, updateRuleSchema } from "@/lib/contract/rule";
import type { CopyRules } from "@/lib/contract/rule-order";

export type FlagOfRules = Pick<Flag, "id" | "project_id">;

/** The rules of one flag in one environment, in their order. */
export interface RuleList {
  rules: Rule[];
  /** Of the list as the server last gave it; null while a change that has no answer yet is shown. */
  etag: string | null;
}

export const rulesQuery = (flag: FlagOfRules, environment: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.rules(flag.project_id, flag.id, environment),
    queryFn: async ({ signal }): Promise<RuleList> => {
      const { data, etag } = await api<Rule[]>(`/flags/${flag.id}/rules`, { query: { environment }, signal });
      return { rules: data, etag };
    },
  });

/** The rules of a flag in an environment, with the list's ETag. */
export const useRules = (flag: FlagOfRules, environment: string) => useQuery(rulesQuery(flag, environment));

type CreateRuleInput = z.input<typeof createRuleSchema>;

/** Adds a rule: at the end, or at `position`, where those that follow move down. */
export function useCreateRule(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateRuleInput) => apiData<Rule>(`/flags/${flag.id}/rules`, { method: "POST", body }),
    onSuccess: () => refreshAfterRuleChange(queryClient, flag),
  });
}

type UpdateRuleInput = z.input<typeof updateRuleSchema>;

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

/** Copies an environment's rules to another, after those that are there or instead of them. */
export function useCopyRules(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CopyRules) => apiData<Rule[]>(`/flags/${flag.id}/rules/copy`, { method: "POST", body }),
    onSuccess: () => refreshAfterRuleChange(queryClient, flag),
  });
}

/**
 * Looks again at all that a change to a flag's rules can show in: its lists, the counts on the flag list, where
 * segments are used, and the attributes to suggest.
 */
function refreshAfterRuleChange(queryClient: QueryClient, flag: FlagOfRules): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.flagRules(flag.project_id, flag.id) }),
    queryClient.invalidateQueries({ queryKey: queryKeys.flagList(flag.project_id) }),
    queryClient.invalidateQueries({ queryKey: queryKeys.segments(flag.project_id) }),
    queryClient.invalidateQueries({ queryKey: queryKeys.attributes(flag.project_id) }),
  ]);
}
