import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

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
