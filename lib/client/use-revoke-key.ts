import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Ends an API key. */
export function useRevokeKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (keyId: string) => apiData<void>(`/keys/${keyId}`, { method: "DELETE" }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.keys() }),
  });
}
