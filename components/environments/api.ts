import { useQuery } from "@tanstack/react-query";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { Environment } from "@/lib/contract/environment";

/** A project's environments, in their order. @param isWanted false: they are not asked for */
export const useEnvironments = (projectId: string, isWanted = true) =>
  useQuery({
    queryKey: queryKeys.environments(projectId),
    queryFn: ({ signal }) => apiData<Environment[]>(`/flags/projects/${projectId}/environments`, { signal }),
    enabled: isWanted,
  });
