import { queryOptions, useQuery } from "@tanstack/react-query";
import { type Api, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { Flag } from "@/lib/contract/flag";
import type { FlagHistory, FlagStats, HistoryPeriod } from "@/lib/contract/flag-stats";

type CountedFlag = Pick<Flag, "id" | "project_id">;

/** The server stores what it counted every ten seconds: asking more often would tell nothing new. */
const REFRESH_MS = 10_000;
/** A step is a minute or longer. */
const HISTORY_REFRESH_MS = 30_000;

export const flagStatsQuery = (flag: CountedFlag, environment: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flagStats(flag.project_id, flag.id, environment),
    queryFn: async ({ signal }) =>
      (await api<FlagStats>(`/flags/${flag.id}/stats`, { query: { environment }, signal })).data,
  });

/** When a flag was evaluated last, and how often each rule decided. */
export const useFlagStats = (flag: CountedFlag, environment: string) => useQuery(flagStatsQuery(flag, environment));

/** The same, read again and again while the page is seen; for one place of a page, as each reads by itself. */
export const useFollowedFlagStats = (flag: CountedFlag, environment: string) =>
  useQuery({ ...flagStatsQuery(flag, environment), refetchInterval: REFRESH_MS });

/** How often each rule decided a flag in each step of a period; followed while the page is seen. */
export const useFlagHistory = (flag: CountedFlag, environment: string, period: HistoryPeriod) =>
  useQuery({
    queryKey: queryKeys.flagHistory(flag.project_id, flag.id, environment, period),
    queryFn: async ({ signal }) =>
      (await apiFetch<FlagHistory>(`/flags/${flag.id}/stats/history`, { query: { environment, period }, signal })).data,
    refetchInterval: HISTORY_REFRESH_MS,
  });
