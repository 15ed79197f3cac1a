import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Project } from "@/lib/contract/project";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const projectsQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.projectList(),
    queryFn: async ({ signal }) => (await api<Project[]>("/flags/projects", { signal })).data,
  });

/** Every project that the person may see, oldest first. */
export const useProjects = ({ isEnabled = true }: { isEnabled?: boolean } = {}) =>
  useQuery({ ...projectsQuery(), enabled: isEnabled });
