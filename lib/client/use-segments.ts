import { useQuery } from "@tanstack/react-query";
import type { ListedSegment } from "@/lib/contract/segment";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Every segment of a project, oldest first, each with `rule_count`: how many rules link to it. */
export function useSegments(projectId: string, { isEnabled = true }: { isEnabled?: boolean } = {}) {
  return useQuery({
    queryKey: queryKeys.segmentList(projectId),
    queryFn: ({ signal }) =>
      apiData<ListedSegment[]>("/flags/segments", {
        query: { project_id: projectId, "include[]": ["rule_count"] },
        signal,
      }),
    enabled: isEnabled,
  });
}
