import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { createProjectSchema, Project } from "@/lib/contract/project";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

export type CreateProjectInput = z.input<typeof createProjectSchema>;

/** Creates a project. The server makes the slug when none is sent. */
export function useCreateProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateProjectInput) => apiData<Project>("/flags/projects", { method: "POST", body }),
    onSuccess: (project) => {
      queryClient.setQueryData(queryKeys.projectBySlug(project.slug), project);
      return queryClient.invalidateQueries({ queryKey: queryKeys.projectList() });
    },
  });
}
