import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Flag, ListedFlag } from "@/lib/contract/flag";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Deletes a flag with its rules in every environment. */
export function useDeleteFlag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (flag: Pick<Flag, "id" | "project_id" | "key">) =>
      apiData<void>(`/flags/${flag.id}`, { method: "DELETE" }),
    onSuccess: (_data, flag) => {
      queryClient.setQueryData<ListedFlag[]>(queryKeys.flagList(flag.project_id), (list) =>
        list?.filter(({ id }) => id !== flag.id),
      );
      queryClient.removeQueries({ queryKey: queryKeys.flagRules(flag.project_id, flag.id) });
      // The flag's rules counted as uses of segments, and its page may still be open: both look again.
      return Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.segments(flag.project_id) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.flagList(flag.project_id) }),
      ]);
    },
  });
}
