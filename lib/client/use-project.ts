import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Project } from "@/lib/contract/project";
import { type Api, apiFetch } from "./api-client";
import { ApiError } from "./api-error";
import { queryKeys } from "./query-keys";

export const projectQuery = (slug: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.projectBySlug(slug),
    queryFn: async ({ signal }) => {
      const [project] = (await api<Project[]>("/flags/projects", { query: { slug }, signal })).data;
      if (project === undefined) throw new ApiError("Not found", { status: 404 });
      return project;
    },
    // A name or an environment list changes rarely, and every page of the project waits for this.
    staleTime: 60_000,
  });

/** The project with this slug, as in the address; an ApiError with status 404 when there is none. */
export const useProject = (slug: string) => useQuery(projectQuery(slug));
