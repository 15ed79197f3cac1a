import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ListedSegment } from "@/lib/contract/segment";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const segmentsQuery = (projectId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.segmentList(projectId),
    queryFn: async ({ signal }) => {
      const query = { project_id: projectId, "include[]": ["rule_count"] };
      return (await api<ListedSegment[]>("/flags/segments", { query, signal })).data;
    },
  });

/** Every segment of a project, oldest first, each with `rule_count`: how many rules link to it. */
export const useSegments = (projectId: string, { isEnabled = true }: { isEnabled?: boolean } = {}) =>
  useQuery({ ...segmentsQuery(projectId), enabled: isEnabled });
