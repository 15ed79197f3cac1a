import { useQuery } from "@tanstack/react-query";
import type { SegmentUse } from "@/lib/contract/segment";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Every rule that links to the segment, by flag, environment and position. */
export function useSegmentUses(
  projectId: string,
  segmentId: string,
  { isEnabled = true }: { isEnabled?: boolean } = {},
) {
  return useQuery({
    queryKey: queryKeys.segmentUses(projectId, segmentId),
    queryFn: ({ signal }) => apiData<SegmentUse[]>(`/flags/segments/${segmentId}/usage`, { signal }),
    enabled: isEnabled,
  });
}
