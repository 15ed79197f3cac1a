import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ListedFlag } from "@/lib/contract/flag";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const flagsQuery = (projectId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flagList(projectId),
    queryFn: async ({ signal }) => {
      const query = { project_id: projectId, "include[]": ["rule_counts"] };
      return (await api<ListedFlag[]>("/flags", { query, signal })).data;
    },
  });

/** Every flag of a project, oldest first, each with `rule_counts` by environment. */
export const useFlags = (projectId: string) => useQuery(flagsQuery(projectId));
