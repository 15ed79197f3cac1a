import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { editKinds } from "@/components/conflict/edit-kinds";
import { saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import { type Api, apiData, apiFetch } from "@/lib/client/api-client";
import { ApiError } from "@/lib/client/api-error";
import { queryKeys } from "@/lib/client/query-keys";
import type { WithComment } from "@/lib/client/with-comment";
import type { createFlagSchema, Flag, updateFlagSchema } from "@/lib/contract/flag";
import type { ListedFlag } from "@/lib/contract/flag-list";

export const flagsQuery = (projectId: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flagList(projectId),
    queryFn: async ({ signal }) => {
      const query = { project_id: projectId, "include[]": ["audiences", "last_change"] };
      return (await api<ListedFlag[]>("/flags", { query, signal })).data;
    },
  });

/** Every flag of a project, oldest first, each with its audience by environment and its last change. */
export const useFlags = (projectId: string) => useQuery(flagsQuery(projectId));

export const flagQuery = (projectId: string, key: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flag(projectId, key),
    queryFn: async ({ signal }) => {
      const [flag] = (await api<Flag[]>("/flags", { query: { project_id: projectId, key }, signal })).data;
      if (flag === undefined) throw new ApiError("Not found", { status: 404 });
      return flag;
    },
  });

/** The flag with this key, as in the address; an ApiError with status 404 when there is none. */
export const useFlag = (projectId: string, key: string) => useQuery(flagQuery(projectId, key));

/** What is sent. The default value is any JSON here: a form cannot follow a type that contains itself. */
export type CreateFlagInput = Omit<z.input<typeof createFlagSchema>, "default_value"> & { default_value?: unknown };

/** Creates a flag. Its key and its type are fixed from then on. */
export function useCreateFlag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...body }: CreateFlagInput & WithComment) =>
      apiData<Flag>("/flags", { method: "POST", body, query: { comment } }),
    onSuccess: (flag) => {
      queryClient.setQueryData(queryKeys.flag(flag.project_id, flag.key), flag);
      return refresh(queryClient, flag.project_id, { resource_type: "flag", flag_id: flag.id });
    },
  });
}

type UpdateFlagInput = z.input<typeof updateFlagSchema>;
type FlagIdentity = Pick<Flag, "id" | "project_id" | "key">;

interface FlagEdit extends WithComment {
  /** The fields that it changes, as they were when it began. */
  opened: Partial<Flag>;
  change: UpdateFlagInput;
}

/**
 * Changes the fields of a flag that are sent, beside what others have changed in it meanwhile. What can be shown at
 * once (on/off, status, name, tags) is, and goes back on failure. Changes are sent one after the other: of two quick
 * presses of a switch the last counts, and nothing flickers.
 */
export function useUpdateFlag(flag: FlagIdentity) {
  const queryClient = useQueryClient();
  const listKey = queryKeys.flagList(flag.project_id);
  const flagKey = queryKeys.flag(flag.project_id, flag.key);
  const mutationKey = [...flagKey, "update"];
  const isLast = () => queryClient.isMutating({ mutationKey }) <= 1;
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join("/") },
    mutationFn: ({ opened, change, comment }: FlagEdit) =>
      saveEdit<Flag>({
        kind: editKinds.flag,
        id: flag.id,
        path: `/flags/${flag.id}`,
        opened,
        change,
        comment,
        fieldsOf: completed,
      }),
    onMutate: async ({ change }) => {
      await Promise.all([
        queryClient.cancelQueries({ queryKey: listKey, exact: true }),
        queryClient.cancelQueries({ queryKey: flagKey, exact: true }),
      ]);
      const list = queryClient.getQueryData<ListedFlag[]>(listKey);
      const before = list?.find(({ id }) => id === flag.id) ?? queryClient.getQueryData<Flag>(flagKey);
      writeFlag(queryClient, flag, (known) => ({ ...known, ...visibleParts(change) }));
      return { before };
    },
    onError: (_error, _change, context) => {
      const before = context?.before;
      if (before && isLast()) writeFlag(queryClient, flag, () => before);
    },
    onSuccess: ({ data: updated }) => {
      if (isLast()) writeFlag(queryClient, flag, (known) => ({ ...known, ...updated }));
    },
    onSettled: () =>
      isLast() ? refresh(queryClient, flag.project_id, { resource_type: "flag", flag_id: flag.id }) : undefined,
  });
}

/** With what the API leaves out while it is as usual. */
const completed = (flag: Flag): Flag => ({ when_disabled: "default_value", is_client_visible: false, ...flag });

/** The parts of a change whose stored form is what was sent; the others are shown when the server has answered. */
function visibleParts({ enabled, status, name, tags, description }: UpdateFlagInput): Partial<Flag> {
  return {
    ...(enabled !== undefined && { enabled }),
    ...(status !== undefined && { status }),
    ...(name !== undefined && { name }),
    ...(tags !== undefined && { tags }),
    ...(description !== undefined && { description }),
  };
}

function writeFlag(
  queryClient: ReturnType<typeof useQueryClient>,
  { id, project_id, key }: FlagIdentity,
  change: (flag: Flag) => Flag,
): void {
  queryClient.setQueryData<ListedFlag[]>(queryKeys.flagList(project_id), (list) =>
    list?.map((flag) => (flag.id === id ? change(flag) : flag)),
  );
  queryClient.setQueryData<Flag>(queryKeys.flag(project_id, key), (flag) => flag && change(flag));
}

/** Deletes a flag with its rules in every environment. */
export function useDeleteFlag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, comment }: Pick<Flag, "id" | "project_id" | "key"> & WithComment) =>
      apiData<void>(`/flags/${id}`, { method: "DELETE", query: { comment } }),
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
