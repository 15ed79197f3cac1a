import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TestUser } from "@/lib/contract/test-user";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Forgets a test user. */
export function useDeleteTestUser(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiData<void>(`/flags/test-users/${id}`, { method: "DELETE" }),
    onSuccess: (_data, id) => {
      queryClient.setQueryData<TestUser[]>(queryKeys.testUsers(projectId), (list) =>
        list?.filter((known) => known.id !== id),
      );
    },
  });
}
