import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen, type Edit, saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { ApiError } from "@/lib/client/api-error";
import { queryKeys } from "@/lib/client/query-cache";
import type { createProjectSchema, Project, updateProjectSchema } from "@/lib/contract/project";

export const projectsQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.projectList(),
    queryFn: async ({ signal }) => (await api<Project[]>("/flags/projects", { signal })).data,
  });

/** Every project that the person may see, oldest first. */
export const useProjects = ({ isEnabled = true }: { isEnabled?: boolean } = {}) =>
  useQuery({ ...projectsQuery(), enabled: isEnabled });

export const projectQuery = (slug: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.projectBySlug(slug),
    queryFn: async ({ signal }) => {
      const [project] = (await api<Project[]>("/flags/projects", { query: { slug }, signal })).data;
      if (project === undefined) throw new ApiError("Not found", { status: 404 });
      return project;
    },
    // Names and environments of projects change rarely, and every page of a project waits for this.
    staleTime: 60_000,
  });

/** The project with this slug, as in the address; an ApiError with status 404 when there is none. */
export const useProject = (slug: string) => useQuery(projectQuery(slug));

export type CreateProjectInput = z.input<typeof createProjectSchema>;

/** Creates a project. The server makes the slug when none is sent. */
export function useCreateProject() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...body }: CreateProjectInput & WithComment) =>
      apiData<Project>("/flags/projects", { method: "POST", body, query: { comment } }),
    onSuccess: (project) => {
      queryClient.setQueryData(queryKeys.projectBySlug(project.slug), project);
      return queryClient.invalidateQueries({ queryKey: queryKeys.projectList() });
    },
  });
}

interface ProjectEdit extends Pick<Edit<Project>, "opened" | "fieldsOf" | "comment"> {
  change: z.input<typeof updateProjectSchema>;
}

/**
 * Changes the fields of a project that are sent, beside what others have changed in it meanwhile. A changed slug
 * changes every address below it.
 */
export function useUpdateProject(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (edit: ProjectEdit) => {
      const path = `/flags/projects/${projectId}`;
      return (await saveEdit<Project>({ kind: "project", id: projectId, path, ...edit })).data;
    },
    onSuccess: (project) => {
      queryClient.setQueryData(queryKeys.projectBySlug(project.slug), project);
      return refresh(queryClient, projectId, { resource_type: "project", resource_id: projectId });
    },
  });
}

/** Deletes a project and all that is in it. `confirm` is its slug, as the person typed it. */
export function useDeleteProject(project: Project) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ confirm, comment }: { confirm: string } & WithComment) =>
      deleteSeen({
        ...{ kind: "project", id: project.id, path: `/flags/projects/${project.id}` },
        ...{ seen: project, query: { confirm, comment } },
      }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: queryKeys.project(project.id) });
      queryClient.removeQueries({ queryKey: queryKeys.projectBySlug(project.slug) });
      return queryClient.invalidateQueries({ queryKey: queryKeys.projectList() });
    },
  });
}

/** The cookie with the slug of the last opened project, to which `/` leads. It is no secret and only a hint. */
export const LAST_PROJECT_COOKIE = "guidon-project";

const YEAR_SECONDS = 365 * 86_400;

export function rememberProject(slug: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${LAST_PROJECT_COOKIE}=${encodeURIComponent(slug)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export function forgetProject(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = `${LAST_PROJECT_COOKIE}=; path=/; max-age=0; samesite=lax`;
}
