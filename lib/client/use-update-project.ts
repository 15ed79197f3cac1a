import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Project, updateProjectSchema } from "@/lib/contract/project";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

type UpdateProjectInput = z.input<typeof updateProjectSchema>;

/** Changes the fields of a project that are sent. A changed slug changes every address below it. */
export function useUpdateProject(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateProjectInput) =>
      apiData<Project>(`/flags/projects/${projectId}`, { method: "PATCH", body }),
    onSuccess: (project) => {
      queryClient.setQueryData(queryKeys.projectBySlug(project.slug), project);
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.projects() }),
        queryClient.invalidateQueries({ queryKey: queryKeys.project(projectId) }),
      ]);
    },
  });
}
