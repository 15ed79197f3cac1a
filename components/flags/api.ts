import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import {
  type JudgedFlag,
  type ProtectedSave,
  useProtectedMutation,
} from "@/components/protected/use-protected-mutation";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { ApiError } from "@/lib/client/api-error";
import { queryKeys } from "@/lib/client/query-keys";
import type { createFlagSchema, Flag } from "@/lib/contract/flag";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { flagIn, useFlagEdit, wholeFlag } from "./flag-edit";

export const flagsQuery = (projectId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flagList(projectId),
    queryFn: async ({ signal }) => {
      const query = { project_id: projectId, "include[]": ["audiences", "last_change", "stale", "required_by"] };
      return (await api<ListedFlag[]>("/flags", { query, signal })).data;
    },
  });

/** Every flag of a project, oldest first, with its audience by environment, its last change, and if it is stale. */
export const useFlags = (projectId: string) => useQuery(flagsQuery(projectId));

export const flagQuery = (projectId: string, key: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flag(projectId, key),
    queryFn: async ({ signal }) => {
      const query = { project_id: projectId, key, "include[]": ["required_by"] };
      const [flag] = (await api<ListedFlag[]>("/flags", { query, signal })).data;
      if (flag === undefined) throw new ApiError("Not found", { status: 404 });
      return flag;
    },
  });

/** The flag with this key, as in the address; an ApiError with status 404 when there is none. */
export const useFlag = (projectId: string, key: string) => useQuery(flagQuery(projectId, key));

/** What is sent. The default value is any JSON here: a form cannot follow a type that contains itself. */
export type CreateFlagInput = Omit<z.input<typeof createFlagSchema>, "default_value" | "environments"> & {
  default_value?: unknown;
  environments: Record<string, { enabled: boolean }>;
};

/** A new flag reaches the environments that it is on in. */
export const saveOfNew = ({ enabled, environments }: CreateFlagInput): ProtectedSave => ({
  reach: enabled ? Object.keys(environments).filter((name) => environments[name]?.enabled) : [],
  describe: async () => (await import("./flag-save")).saveOfNewFlag,
});

/** Creates a flag. Its key and its type are fixed from then on. */
export function useCreateFlag(projectId: string) {
  const queryClient = useQueryClient();
  return useProtectedMutation(projectId, (input: CreateFlagInput & WithComment) => saveOfNew(input), {
    mutationFn: ({ comment, ...body }) => apiData<Flag>("/flags", { method: "POST", body, query: { comment } }),
    onSuccess: (flag) => {
      queryClient.setQueryData(queryKeys.flag(flag.project_id, flag.key), flag);
      return refresh(queryClient, flag.project_id, { resource_type: "flag", flag_id: flag.id });
    },
  });
}

/**
 * Changes the fields of a flag that are sent, beside what others have changed in it meanwhile. What can be shown at
 * once (on/off, status, name, tags) is.
 */
export const useUpdateFlag = (flag: JudgedFlag) => useFlagEdit(flag, wholeFlag);

/** The same of what a flag is in one environment. */
export const useUpdateFlagIn = (flag: JudgedFlag, environment: string) => useFlagEdit(flag, flagIn(environment));

/** Deletes a flag with its rules in every environment. */
export function useDeleteFlag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...seen }: Flag & WithComment) =>
      deleteSeen({
        kind: "flag",
        id: seen.id,
        path: `/flags/${seen.id}`,
        seen,
        names: seen,
        query: { comment },
      }),
    onSuccess: (_data, flag) => {
      queryClient.setQueryData<ListedFlag[]>(queryKeys.flagList(flag.project_id), (list) =>
        list?.filter(({ id }) => id !== flag.id),
      );
      queryClient.removeQueries({ queryKey: queryKeys.flagRules(flag.project_id, flag.id) });
      // Of the flag itself nothing is asked again: its page may still be open.
      return refresh(queryClient, flag.project_id, { resource_type: "rule_order", flag_id: flag.id });
    },
  });
}
