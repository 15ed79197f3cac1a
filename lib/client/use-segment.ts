import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Segment } from "@/lib/contract/segment";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

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
