import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Api, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { Environment } from "@/lib/contract/environment";
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
