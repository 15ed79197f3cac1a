import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { saveEdit } from "@/components/conflict/save-edit";
import { refresh } from "@/components/live/stale-queries";
import {
  type JudgedFlag,
  type ProtectedSave,
  type SaveReach,
  useProtectedMutation,
} from "@/components/protected/use-protected-mutation";
import type { WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { Flag, updateFlagSchema } from "@/lib/contract/flag";
import type { UpdateFlagEnvironment } from "@/lib/contract/flag-environment";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { changedState, stateIn } from "@/lib/contract/flag-state";
import type { VariantsChange } from "./variants/variants-change";

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
export function useFlagEdit<Fields extends object, Change extends object>(
  flag: JudgedFlag,
  part: Part<Fields, Change>,
) {
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
