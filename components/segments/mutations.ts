import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen, type Edit, saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import { apiFetch, type WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { createSegmentSchema, ListedSegment, Segment, updateSegmentSchema } from "@/lib/contract/segment";
import type { StoredSegment } from "./api";

// Beside the queries, because many pages read segments and few change any.

type CreateSegmentInput = z.input<typeof createSegmentSchema>;

/** Creates a segment. */
export function useCreateSegment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ comment, ...body }: CreateSegmentInput & WithComment): Promise<StoredSegment> => {
      const { data, etag } = await apiFetch<Segment>("/flags/segments", { method: "POST", body, query: { comment } });
      return { segment: data, etag };
    },
    onSuccess: (stored) => {
      const { id, project_id } = stored.segment;
      queryClient.setQueryData(queryKeys.segment(project_id, id), stored);
      return refresh(queryClient, project_id, { resource_type: "segment", resource_id: id });
    },
  });
}

type UpdateSegmentInput = z.input<typeof updateSegmentSchema>;

/** An edit of a segment that began with `stored`. */
interface SegmentEdit extends Pick<Edit<Segment>, "opened" | "fieldsOf" | "names" | "comment"> {
  stored: StoredSegment;
  change: UpdateSegmentInput;
}

/** Changes the fields of a segment that are sent, for every rule that links to it, beside what others have changed. */
export function useUpdateSegment(segment: Pick<Segment, "id" | "project_id">) {
  const queryClient = useQueryClient();
  const queryKey = queryKeys.segment(segment.project_id, segment.id);
  return useMutation({
    mutationFn: async ({ stored, ...edit }: SegmentEdit): Promise<StoredSegment> => {
      const path = `/flags/segments/${segment.id}`;
      const base = { data: stored.segment, etag: stored.etag };
      const saved = await saveEdit<Segment>({ kind: "segment", id: segment.id, path, stored: base, ...edit });
      return { segment: saved.data, etag: saved.etag };
    },
    onSuccess: (stored) => {
      queryClient.setQueryData(queryKey, stored);
      return refresh(queryClient, segment.project_id, { resource_type: "segment", resource_id: segment.id });
    },
  });
}

/** Deletes a segment: the rules that linked to it lose the link, and those left without conditions are turned off. */
export function useDeleteSegment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...seen }: Segment & WithComment) =>
      deleteSeen({
        ...{ kind: "segment", id: seen.id, path: `/flags/segments/${seen.id}` },
        ...{ seen, query: { comment } },
      }),
    onSuccess: (_data, { id, project_id }) => {
      queryClient.setQueryData<ListedSegment[]>(queryKeys.segmentList(project_id), (list) =>
        list?.filter((segment) => segment.id !== id),
      );
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.segmentList(project_id) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.flags(project_id) }),
      ]);
    },
  });
}
