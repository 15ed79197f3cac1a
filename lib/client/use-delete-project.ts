import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Project } from "@/lib/contract/project";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Deletes a project and all that is in it. `confirm` is its slug, as the person typed it. */
export function useDeleteProject(project: Pick<Project, "id" | "slug">) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (confirm: string) =>
      apiData<void>(`/flags/projects/${project.id}`, { method: "DELETE", query: { confirm } }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: queryKeys.project(project.id) });
      queryClient.removeQueries({ queryKey: queryKeys.projectBySlug(project.slug) });
      return queryClient.invalidateQueries({ queryKey: queryKeys.projectList() });
    },
  });
}
