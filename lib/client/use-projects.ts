import { useQuery } from "@tanstack/react-query";
import type { Project } from "@/lib/contract/project";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Every project that the person may see, oldest first. */
export function useProjects({ isEnabled = true }: { isEnabled?: boolean } = {}) {
  return useQuery({
    queryKey: queryKeys.projectList(),
    queryFn: ({ signal }) => apiData<Project[]>("/flags/projects", { signal }),
    enabled: isEnabled,
  });
}
