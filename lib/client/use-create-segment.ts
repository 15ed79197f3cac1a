import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { createSegmentSchema, Segment } from "@/lib/contract/segment";
import { apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";
import type { StoredSegment } from "./use-segment";

export type CreateSegmentInput = z.input<typeof createSegmentSchema>;

/** Creates a segment. */
export function useCreateSegment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: CreateSegmentInput): Promise<StoredSegment> => {
      const { data, etag } = await apiFetch<Segment>("/flags/segments", { method: "POST", body });
      return { segment: data, etag };
    },
    onSuccess: (stored) => {
      const { id, project_id } = stored.segment;
      queryClient.setQueryData(queryKeys.segment(project_id, id), stored);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.segmentList(project_id) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.attributes(project_id) }),
      ]);
    },
  });
}
