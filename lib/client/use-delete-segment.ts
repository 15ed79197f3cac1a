import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListedSegment, Segment } from "@/lib/contract/segment";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Deletes a segment: the rules that linked to it lose the link, and those left without conditions are turned off. */
export function useDeleteSegment() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (segment: Pick<Segment, "id" | "project_id">) =>
      apiData<void>(`/flags/segments/${segment.id}`, { method: "DELETE" }),
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
