import { useQuery } from "@tanstack/react-query";
import type { Segment } from "@/lib/contract/segment";
import { apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

/** A segment with the ETag that a save sends back as If-Match. */
export interface StoredSegment {
  segment: Segment;
  etag: string | null;
}

/** One segment; an ApiError with status 404 when there is none. */
export function useSegment(projectId: string, segmentId: string) {
  return useQuery({
    queryKey: queryKeys.segment(projectId, segmentId),
    queryFn: async ({ signal }): Promise<StoredSegment> => {
      const { data, etag } = await apiFetch<Segment>(`/flags/segments/${segmentId}`, { signal });
      return { segment: data, etag };
    },
  });
}
