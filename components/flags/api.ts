import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen, saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import {
  type JudgedFlag,
  type ProtectedSave,
  type SaveReach,
  useProtectedMutation,
} from "@/components/protected/use-protected-mutation";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { ApiError } from "@/lib/client/api-error";
import { queryKeys } from "@/lib/client/query-cache";
import type { createFlagSchema, Flag, updateFlagSchema } from "@/lib/contract/flag";
import type { UpdateFlagEnvironment } from "@/lib/contract/flag-environment";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { changedState, stateIn } from "@/lib/contract/flag-state";
import type { VariantsChange } from "./variants/variant-drafts";

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

type FlagIdentity = Pick<Flag, "id" | "project_id" | "key">;

/** What of a flag is edited, and where it is sent. */
interface Part<Fields extends object, Change extends object> {
  path: (flag: FlagIdentity) => string;
  /** Its fields, with what the API leaves out while it is as usual. */
  fieldsOf: (flag: Flag) => Fields;
  /** What of a change can be shown at once; the rest is when the server has answered. */
  shown: (flag: Flag, change: Change) => Partial<Flag>;
  /** What a change does to people. */
  save: (flag: JudgedFlag, edit: FlagEdit<Fields, Change>) => ProtectedSave;
}

/** What is sent of a flag; its default value always as `{"value": X}`. */
export type FlagChange = Omit<z.input<typeof updateFlagSchema>, "default_value"> & Partial<Pick<Flag, "default_value">>;

/** A flag on whose schedule nothing is left out. */
export type WholeFlag = Omit<Flag, "scheduled_environments"> & { scheduled_environments?: string[] | null | undefined };

/** What only people read. */
const TEXTS = new Set(["name", "description", "tags"]);

/** The environments where changing some of a flag's fields changes anything. A schedule is for those that it names. */
function reachOfFlag(edited: Pick<FlagChange, "scheduled_environments">, changed: readonly string[]): SaveReach {
  if (changed.some((field) => field.startsWith("scheduled_"))) return edited.scheduled_environments ?? "all";
  return changed.every((field) => TEXTS.has(field)) ? [] : "all";
}

export const wholeFlag: Part<WholeFlag, FlagChange> = {
  path: ({ id }) => `/flags/${id}`,
  fieldsOf: (flag) => ({
    ...{ when_disabled: "default_value", is_client_visible: false, variants: [], requires: [] },
    ...{ scheduled_action: "enable", scheduled_environments: null },
    ...flag,
  }),
  shown: (_flag, { enabled, status, name, tags, description }) => ({
    ...(enabled !== undefined && { enabled }),
    ...(status !== undefined && { status }),
    ...(name !== undefined && { name }),
    ...(tags !== undefined && { tags }),
    ...(description !== undefined && { description }),
  }),
  save: (flag, { opened, change, inAll }) => ({
    reach: reachOfFlag({ ...opened, ...change }, Object.keys(change)),
    describe: async () => (await import("./flag-save")).saveOfFlag(flag, opened, change, inAll),
  }),
};

export const flagIn = (environment: string): Part<Required<UpdateFlagEnvironment>, UpdateFlagEnvironment> => ({
  path: ({ id }) => `/flags/${id}/environments/${environment}`,
  fieldsOf: ({ environments }) => ({ default_value: null, ...stateIn(environments, environment) }),
  shown: ({ environments }, { enabled }) =>
    enabled === undefined
      ? {}
      : {
          environments: {
            ...environments,
            [environment]: changedState(stateIn(environments, environment), { enabled }),
          },
        },
  save: (flag, { change }) => ({
    reach: [environment],
    describe: async () => (await import("./flag-save")).saveOfFlagIn(flag, environment, change),
  }),
});

interface FlagEdit<Fields, Change> extends WithComment {
  /** The fields that it changes, as they were when it began. */
  opened: Partial<Fields>;
  change: Change;
  /** What all steps of a save of variants come to. */
  inAll?: VariantsChange;
}

/** Saves a part of a flag, beside what others have changed in it meanwhile. */
export const saveFlagEdit = <Fields extends object, Change extends object>(
  flag: FlagIdentity & Pick<Flag, "variants">,
  { path, fieldsOf }: Part<Fields, Change>,
  edit: FlagEdit<Fields, Change>,
) =>
  saveEdit<Flag>({
    ...{ kind: "flag", id: flag.id, path: path(flag), readFrom: wholeFlag.path(flag), fieldsOf },
    names: flag,
    ...edit,
  });

const updateKey = ({ project_id, key }: FlagIdentity) => [...queryKeys.flag(project_id, key), "update"];

/** Turns a flag on or off in several environments, one after the other, after the flag's earlier changes were sent. */
export function useTurnFlagInEach(flag: FlagIdentity) {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: updateKey(flag).join("/") },
    mutationFn: async ({ states, comment }: { states: ReadonlyMap<string, boolean> } & WithComment) => {
      for (const [environment, enabled] of states) {
        await saveFlagEdit(flag, flagIn(environment), { opened: { enabled: !enabled }, change: { enabled }, comment });
      }
    },
    onSettled: () => refresh(queryClient, flag.project_id, { resource_type: "flag", flag_id: flag.id }),
  });
}

/**
 * Changes a part of a flag, once it is confirmed where it has to be. It goes back on failure. All changes of a flag are
 * sent one after the other: of two quick presses of a switch the last counts, and nothing flickers.
 */
function useFlagEdit<Fields extends object, Change extends object>(flag: JudgedFlag, part: Part<Fields, Change>) {
  const queryClient = useQueryClient();
  const listKey = queryKeys.flagList(flag.project_id);
  const flagKey = queryKeys.flag(flag.project_id, flag.key);
  const mutationKey = updateKey(flag);
  const isLast = () => queryClient.isMutating({ mutationKey }) <= 1;
  return useProtectedMutation(flag.project_id, (edit: FlagEdit<Fields, Change>) => part.save(flag, edit), {
    mutationKey,
    scope: { id: mutationKey.join("/") },
    mutationFn: (edit) => saveFlagEdit(flag, part, edit),
    onMutate: async ({ change }) => {
      await Promise.all([
        queryClient.cancelQueries({ queryKey: listKey, exact: true }),
        queryClient.cancelQueries({ queryKey: flagKey, exact: true }),
      ]);
      const list = queryClient.getQueryData<ListedFlag[]>(listKey);
      const before = list?.find(({ id }) => id === flag.id) ?? queryClient.getQueryData<Flag>(flagKey);
      writeFlag(queryClient, flag, (known) => ({ ...known, ...part.shown(known, change) }));
      return { before };
    },
    onError: (_error, _change, context) => {
      const before = context?.before;
      if (before && isLast()) writeFlag(queryClient, flag, () => before);
    },
    onSuccess: ({ data: updated }) => {
      if (isLast()) writeFlag(queryClient, flag, (known) => ({ ...known, ...updated }));
    },
    onSettled: async (_data, _error, { change }) => {
      if (!isLast()) return;
      await refresh(queryClient, flag.project_id, { resource_type: "flag", flag_id: flag.id });
      // The rules that serve a variant have its new value.
      if ("variants" in change)
        await refresh(queryClient, flag.project_id, { resource_type: "rule", flag_id: flag.id });
    },
  });
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
