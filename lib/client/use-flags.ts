import { useQuery } from "@tanstack/react-query";
import type { ListedFlag } from "@/lib/contract/flag";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Every flag of a project, oldest first, each with `rule_counts` by environment. */
export function useFlags(projectId: string) {
  return useQuery({
    queryKey: queryKeys.flagList(projectId),
    queryFn: ({ signal }) =>
      apiData<ListedFlag[]>("/flags", { query: { project_id: projectId, "include[]": ["rule_counts"] }, signal }),
  });
}
