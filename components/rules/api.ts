import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen, type Edit, saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import {
  type JudgedFlag,
  type ProtectedSave,
  useProtectedMutation,
} from "@/components/protected/use-protected-mutation";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { Flag } from "@/lib/contract/flag";
import type { createRuleSchema, Rule, updateRuleSchema } from "@/lib/contract/rule";
import type { CopyRules } from "@/lib/contract/rule-order";

type FlagOfRules = Pick<Flag, "id" | "project_id">;

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

export type CreateRuleInput = z.input<typeof createRuleSchema>;

/** Adds a rule: at the end, or at `position`, where those that follow move down. */
export function useCreateRule(flag: JudgedFlag) {
  const queryClient = useQueryClient();
  const saveOf = (rule: CreateRuleInput): ProtectedSave => ({
    reach: [rule.environment],
    describe: async () => (await import("./rule-save")).saveOfNewRule(flag, rule),
  });
  return useProtectedMutation(flag.project_id, (rule: CreateRuleInput & WithComment) => saveOf(rule), {
    mutationFn: ({ comment, ...body }) =>
      apiData<Rule>(`/flags/${flag.id}/rules`, { method: "POST", body, query: { comment } }),
    onSuccess: () => refreshRules(queryClient, flag),
  });
}

export type UpdateRuleInput = z.input<typeof updateRuleSchema>;

/** An edit of a rule; `opened` has the fields that it changes as they were when it began. */
interface RuleEdit extends Pick<Edit<Rule>, "opened" | "fieldsOf" | "names" | "comment"> {
  rule: Pick<Rule, "id" | "environment">;
  change: UpdateRuleInput;
}

/**
 * Changes the fields of a rule that are sent, beside what others have changed in it meanwhile. Changes to one flag's
 * rules are sent one after the other: the last counts.
 */
export function useUpdateRule(flag: JudgedFlag) {
  const queryClient = useQueryClient();
  const saveOf = ({ rule, change }: RuleEdit): ProtectedSave => ({
    reach: [rule.environment],
    describe: async () => (await import("./rule-save")).saveOfRule(flag, rule, change),
  });
  return useProtectedMutation(flag.project_id, saveOf, {
    scope: { id: `rules of ${flag.id}` },
    mutationFn: ({ rule: { id }, ...edit }) =>
      saveEdit<Rule>({ kind: "rule", id, path: `/flags/${flag.id}/rules/${id}`, ...edit }),
    onSuccess: ({ data: rule }) => {
      queryClient.setQueryData<RuleList>(
        queryKeys.rules(flag.project_id, flag.id, rule.environment),
        (list) => list && { etag: null, rules: list.rules.map((known) => (known.id === rule.id ? rule : known)) },
      );
      return refreshRules(queryClient, flag);
    },
  });
}

/** Deletes a rule. Whether it is meant was asked before. */
export function useDeleteRule(flag: FlagOfRules & Pick<Flag, "variants">) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...seen }: Rule & WithComment) =>
      deleteSeen({
        kind: "rule",
        id: seen.id,
        path: `/flags/${flag.id}/rules/${seen.id}`,
        seen,
        names: flag,
        query: { comment },
      }),
    onSuccess: (_data, { id, environment }) =>
      queryClient.setQueryData<RuleList>(
        queryKeys.rules(flag.project_id, flag.id, environment),
        (list) => list && { etag: null, rules: list.rules.filter((rule) => rule.id !== id) },
      ),
    onSettled: () => refreshRules(queryClient, flag),
  });
}

/**
 * Copies an environment's rules to another, after those that are there or instead of them.
 * `ifMatch` is the tag of the list that is copied to, as it was shown.
 */
export function useCopyRules(flag: FlagOfRules) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ifMatch, ...body }: CopyRules & WithComment & { ifMatch: string | null | undefined }) =>
      apiData<Rule[]>(`/flags/${flag.id}/rules/copy`, { method: "POST", body, query: { comment }, ifMatch }),
    onSuccess: () => refreshRules(queryClient, flag),
  });
}

const refreshRules = (queryClient: QueryClient, flag: FlagOfRules) =>
  refresh(queryClient, flag.project_id, { resource_type: "rule", flag_id: flag.id });
