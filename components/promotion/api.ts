import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { FlagComparison, Promoted, promoteSchema } from "@/lib/contract/promotion";
import type { EnvironmentPair } from "@/lib/contract/promotion-parts";
import type { Restored } from "@/lib/contract/restore";

/** @param flagId the only flag to compare; all unless given */
export const comparisonQuery = (projectId: string, pair: EnvironmentPair, flagId?: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.comparison(projectId, { ...pair, flagId }),
    queryFn: async ({ signal }) => {
      const query = { ...pair, flag_id: flagId };
      return (await api<FlagComparison[]>(`/flags/projects/${projectId}/compare`, { query, signal })).data;
    },
  });

/** The flags that are not the same in two environments, oldest first. */
export const useComparison = (projectId: string, pair: EnvironmentPair) => useQuery(comparisonQuery(projectId, pair));

/** How one flag differs, with all the time that its analysis may take; null: it does not. */
export const useFlagComparison = (projectId: string, pair: EnvironmentPair, flagId: string, isWanted = true) =>
  useQuery({
    ...comparisonQuery(projectId, pair, flagId),
    enabled: isWanted,
    select: ([comparison]): FlagComparison | null => comparison ?? null,
  });

type PromoteInput = Omit<z.input<typeof promoteSchema>, "dry_run">;

const promotePath = (projectId: string): string => `/flags/projects/${projectId}/promote`;

/** What a promotion would change, and who would get another value. */
export const usePromotionPreview = (projectId: string, input: PromoteInput, { enabled }: { enabled: boolean }) =>
  useQuery({
    enabled,
    queryKey: queryKeys.promotion(projectId, input),
    queryFn: ({ signal }) =>
      apiData<Promoted>(promotePath(projectId), { method: "POST", body: { ...input, dry_run: true }, signal }),
    // What is there now may be another thing in a moment.
    staleTime: 0,
    gcTime: 0,
  });

interface Promotion extends WithComment {
  input: PromoteInput;
  /** Of what the preview was made of: refused when it has changed since. */
  etag: string | undefined;
}

/** Promotes flags. All of the project may show it. */
export function usePromote(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ input, etag, comment }: Promotion) =>
      apiData<Promoted>(promotePath(projectId), { method: "POST", body: input, query: { comment }, ifMatch: etag }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.project(projectId) }),
  });
}

/** Takes a promotion back whole. */
export function useTakeBack(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entryId: string) =>
      apiData<Restored>(`/flags/audit/${entryId}/restore`, { method: "POST", query: { extent: "batch" } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.project(projectId) }),
  });
}
