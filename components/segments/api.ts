import { queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { type Api, apiData, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { analyzeSegmentSchema, SegmentAnalysis } from "@/lib/contract/analysis";
import { limits } from "@/lib/contract/limits";
import type { ListedSegment, RuleUse, Segment, SegmentPlace, SegmentUse } from "@/lib/contract/segment";

export const segmentsQuery = (projectId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.segmentList(projectId),
    // In pages, because a list of very large segments is not given whole.
    queryFn: async ({ signal }) => {
      const asked = { project_id: projectId, "include[]": ["rule_count"], limit: limits.pageSize };
      const segments: ListedSegment[] = [];
      let cursor: string | null | undefined;
      do {
        const query = { ...asked, cursor: cursor ?? undefined };
        const { data, nextCursor } = await api<ListedSegment[]>("/flags/segments", { query, signal });
        segments.push(...data);
        cursor = nextCursor;
      } while (typeof cursor === "string");
      return segments;
    },
  });

/** Every segment of a project, oldest first, each with `rule_count`: how many rules link to it. */
export const useSegments = (projectId: string, { isEnabled = true }: { isEnabled?: boolean } = {}) =>
  useQuery({ ...segmentsQuery(projectId), enabled: isEnabled });

/** A segment with the ETag that a save sends back as If-Match. */
export interface StoredSegment {
  segment: Segment;
  etag: string | null;
}

export const segmentQuery = (projectId: string, segmentId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.segment(projectId, segmentId),
    queryFn: async ({ signal }): Promise<StoredSegment> => {
      const { data, etag } = await api<Segment>(`/flags/segments/${segmentId}`, { signal });
      return { segment: data, etag };
    },
  });

/** One segment; an ApiError with status 404 when there is none. */
export const useSegment = (projectId: string, segmentId: string) => useQuery(segmentQuery(projectId, segmentId));

export const segmentUsesQuery = (projectId: string, segmentId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.segmentUses(projectId, segmentId),
    queryFn: async ({ signal }) => (await api<SegmentUse[]>(`/flags/segments/${segmentId}/usage`, { signal })).data,
  });

/** Where a segment is used. */
export interface SegmentUses {
  /** Every rule that leads to it, by flag, environment and position. */
  readonly rules: readonly RuleUse[];
  /** The segments whose conditions refer to it. */
  readonly segments: readonly SegmentPlace[];
}

export const useSegmentUses = (
  projectId: string,
  segmentId: string,
  { isEnabled = true }: { isEnabled?: boolean } = {},
) => useQuery({ ...segmentUsesQuery(projectId, segmentId), enabled: isEnabled, select: usesByKind });

const usesByKind = (uses: readonly SegmentUse[]): SegmentUses => ({
  rules: uses.flatMap((use) => ("rule_id" in use ? [use] : [])),
  segments: uses.flatMap((use) => ("rule_id" in use ? [] : [use])),
});

export type SegmentChange = z.input<typeof analyzeSegmentSchema>;

/**
 * Whom a change to a segment, or its deletion, gives another value in every list that uses it. Asked for anew each
 * time.
 */
export function useSegmentAnalysis(segment: Pick<Segment, "id" | "project_id">, change: SegmentChange) {
  return useQuery({
    queryKey: queryKeys.segmentAnalysis(segment.project_id, segment.id, change),
    queryFn: ({ signal }) =>
      apiData<SegmentAnalysis>(`/flags/segments/${segment.id}/analyze`, { method: "POST", body: change, signal }),
    gcTime: 0,
  });
}
