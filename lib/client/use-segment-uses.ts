import { queryOptions, useQuery } from "@tanstack/react-query";
import type { SegmentUse } from "@/lib/contract/segment";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const segmentUsesQuery = (projectId: string, segmentId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.segmentUses(projectId, segmentId),
    queryFn: async ({ signal }) => (await api<SegmentUse[]>(`/flags/segments/${segmentId}/usage`, { signal })).data,
  });

/** Every rule that links to the segment, by flag, environment and position. */
export const useSegmentUses = (
  projectId: string,
  segmentId: string,
  { isEnabled = true }: { isEnabled?: boolean } = {},
) => useQuery({ ...segmentUsesQuery(projectId, segmentId), enabled: isEnabled });
