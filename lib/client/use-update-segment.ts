import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Segment, updateSegmentSchema } from "@/lib/contract/segment";
import { apiFetch } from "./api-client";
import { isApiError } from "./api-error";
import { queryKeys } from "./query-keys";
import type { StoredSegment } from "./use-segment";

export type UpdateSegmentInput = z.input<typeof updateSegmentSchema>;

interface SegmentChange {
  change: UpdateSegmentInput;
  /** Refuses (412, with the segment as it is now in `ApiError.current`) unless it still has this ETag. */
  ifMatch?: string | null;
}

/**
 * Changes the fields of a segment that are sent, for every rule that links to it. Once a change is refused as stale, the
 * cache holds the segment as it is now, with its ETag.
 */
export function useUpdateSegment(segment: Pick<Segment, "id" | "project_id">) {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.segment(segment.project_id, segment.id);
  return useMutation({
    mutationFn: async ({ change, ifMatch }: SegmentChange): Promise<StoredSegment> => {
      const { data, etag } = await apiFetch<Segment>(`/flags/segments/${segment.id}`, {
        method: "PATCH",
        body: change,
        ifMatch,
      });
      return { segment: data, etag };
    },
    onSuccess: (stored) => {
      queryClient.setQueryData(queryKey, stored);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.segmentList(segment.project_id) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.attributes(segment.project_id) }),
      ]);
    },
    onError: (error) => (isApiError(error, 412) ? queryClient.refetchQueries({ queryKey, exact: true }) : undefined),
  });
}
