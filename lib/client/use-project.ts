import { useQuery } from "@tanstack/react-query";
import type { Project } from "@/lib/contract/project";
import { apiData } from "./api-client";
import { ApiError } from "./api-error";
import { queryKeys } from "./query-keys";

/** The project with this slug, as in the address; an ApiError with status 404 when there is none. */
export function useProject(slug: string) {
  return useQuery({
    queryKey: queryKeys.projectBySlug(slug),
    queryFn: async ({ signal }) => {
      const [project] = await apiData<Project[]>("/flags/projects", { query: { slug }, signal });
      if (project === undefined) throw new ApiError("Not found", { status: 404 });
      return project;
    },
    // A name or an environment list changes rarely, and every page of the project waits for this.
    staleTime: 60_000,
  });
}
