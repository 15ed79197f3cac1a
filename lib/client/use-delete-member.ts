import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Removes a member; their sessions end. */
export function useDeleteMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (memberId: string) => apiData<void>(`/members/${memberId}`, { method: "DELETE" }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.members() }),
  });
}
