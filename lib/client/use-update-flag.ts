import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Flag, ListedFlag, updateFlagSchema } from "@/lib/contract/flag";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

type UpdateFlagInput = z.input<typeof updateFlagSchema>;
type FlagIdentity = Pick<Flag, "id" | "project_id" | "key">;

/**
 * Changes the fields of a flag that are sent. What can be shown at once (on/off, status, name, tags) is, and goes back on
 * failure. Changes are sent one after the other: of two quick presses of a switch the last counts, and nothing flickers.
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
    mutationFn: (change: UpdateFlagInput) => apiData<Flag>(`/flags/${flag.id}`, { method: "PATCH", body: change }),
    onMutate: async (change) => {
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
    onSuccess: (updated) => {
      if (isLast()) writeFlag(queryClient, flag, (known) => ({ ...known, ...updated }));
    },
    onSettled: () =>
      isLast()
        ? Promise.all([
            queryClient.invalidateQueries({ queryKey: listKey }),
            queryClient.invalidateQueries({ queryKey: flagKey }),
          ])
        : undefined,
  });
}

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
