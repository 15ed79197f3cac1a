import { queryOptions, useQuery } from "@tanstack/react-query";
import { type Api, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { Flag } from "@/lib/contract/flag";
import type { FlagHistory, FlagStats, HistoryPeriod } from "@/lib/contract/flag-stats";

type CountedFlag = Pick<Flag, "id" | "project_id">;

/** The server stores its counts every ten seconds, so asking more often would bring nothing new. */
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

/**
 * The same, read again at intervals while the page is visible. Use it in one place of a page: each use reads by itself.
 */
export const useFollowedFlagStats = (flag: CountedFlag, environment: string) =>
  useQuery({ ...flagStatsQuery(flag, environment), refetchInterval: REFRESH_MS });

/**
 * How often each rule decided a flag in each step of a period. It is read again at intervals while the page is visible.
 */
export const useFlagHistory = (flag: CountedFlag, environment: string, period: HistoryPeriod) =>
  useQuery({
    queryKey: queryKeys.flagHistory(flag.project_id, flag.id, environment, period),
    queryFn: async ({ signal }) =>
      (await apiFetch<FlagHistory>(`/flags/${flag.id}/stats/history`, { query: { environment, period }, signal })).data,
    refetchInterval: HISTORY_REFRESH_MS,
  });
