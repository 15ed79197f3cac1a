import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import { deleteSeen, saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { createEnvironmentSchema, Environment, updateEnvironmentSchema } from "@/lib/contract/environment";
import type { Project } from "@/lib/contract/project";

export const environmentsQuery = (projectId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.environments(projectId),
    queryFn: async ({ signal }) =>
      (await api<Environment[]>(`/flags/projects/${projectId}/environments`, { signal })).data,
    // What an environment is called changes rarely.
    staleTime: 60_000,
  });

/** A project's environments, in their order. @param isWanted false: they are not asked for */
export const useEnvironments = (projectId: string, isWanted = true) =>
  useQuery({ ...environmentsQuery(projectId), enabled: isWanted });

export type NamedEnvironment = Pick<Environment, "name" | "title" | "color">;

/** A project's environments as people call them; by their names until that is known. The same list until it changes. */
export function useNamedEnvironments({
  id,
  environments,
}: Pick<Project, "id" | "environments">): readonly NamedEnvironment[] {
  const { data: known } = useEnvironments(id);
  return useMemo(
    () => environments.map((name) => known?.find((each) => each.name === name) ?? { name, title: name, color: "gray" }),
    [environments, known],
  );
}

/**
 * The environment that a flag's page shows.
 * @param asked the address's environment; an old address may name one that is gone, and then the default environment is
 * shown
 */
export function shownEnvironment({ environments, settings }: Project, asked: string | null | undefined): string {
  return environments.find((name) => name === asked) ?? settings.default_environment;
}

export type EnvironmentInput = z.input<typeof createEnvironmentSchema>;
type EnvironmentChange = z.input<typeof updateEnvironmentSchema>;

/** Creates an environment, empty or as a copy. */
export const useCreateEnvironment = (projectId: string) =>
  useEnvironmentWrite(projectId, ({ comment, ...body }: EnvironmentInput & WithComment) =>
    apiData<Environment>(`/flags/projects/${projectId}/environments`, { method: "POST", body, query: { comment } }),
  );

interface EnvironmentEdit extends WithComment {
  /** The fields that it changes, as they were when it began. */
  opened: object;
  change: EnvironmentChange;
}

/** Changes what is said of an environment, beside what others have changed meanwhile. */
export const useUpdateEnvironment = (projectId: string, name: string) =>
  useEnvironmentWrite(projectId, async (edit: EnvironmentEdit) => {
    const path = `/flags/projects/${projectId}/environments/${name}`;
    return (await saveEdit<Environment>({ kind: "environment", id: projectId, path, ...edit })).data;
  });

/** Removes an environment with all that is in it. */
export const useDeleteEnvironment = (projectId: string) =>
  useEnvironmentWrite(projectId, ({ comment, ...seen }: Environment & WithComment) =>
    deleteSeen({
      ...{ kind: "environment", id: projectId, path: `/flags/projects/${projectId}/environments/${seen.name}` },
      ...{ seen, query: { confirm: seen.name, comment } },
    }),
  );

function useEnvironmentWrite<Input, Result>(projectId: string, mutationFn: (input: Input) => Promise<Result>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => refresh(queryClient, projectId, { resource_type: "environment" }),
  });
}
