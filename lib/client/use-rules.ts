import { useQuery } from "@tanstack/react-query";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export type FlagOfRules = Pick<Flag, "id" | "project_id">;

/** The rules of one flag in one environment, in their order. */
export interface RuleList {
  rules: Rule[];
  /** Of the list as the server last gave it; null while a change that has no answer yet is shown. */
  etag: string | null;
}

export async function fetchRules(flagId: string, environment: string, signal?: AbortSignal): Promise<RuleList> {
  const { data, etag } = await apiFetch<Rule[]>(`/flags/${flagId}/rules`, { query: { environment }, signal });
  return { rules: data, etag };
}

/** The rules of a flag in an environment, with the list's ETag. */
export function useRules(flag: FlagOfRules, environment: string) {
  return useQuery({
    queryKey: queryKeys.rules(flag.project_id, flag.id, environment),
    queryFn: ({ signal }) => fetchRules(flag.id, environment, signal),
  });
}
