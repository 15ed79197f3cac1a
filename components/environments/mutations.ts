import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen, saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import { apiData, type WithComment } from "@/lib/client/api-client";
import type { createEnvironmentSchema, Environment, updateEnvironmentSchema } from "@/lib/contract/environment";

// Beside the queries, because many pages read environments and one changes them.

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
