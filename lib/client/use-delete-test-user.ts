import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiData } from "./api-client";
import { changeTestUsers } from "./change-test-users";

/** Forgets a test user. */
export function useDeleteTestUser(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiData<void>(`/flags/test-users/${id}`, { method: "DELETE" }),
    onSuccess: (_data, id) =>
      changeTestUsers(queryClient, projectId, (list) => list.filter((known) => known.id !== id)),
  });
}
