import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { JsonObject } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

interface SavedContext {
  /** The test user to change; a new one when absent. */
  id?: string;
  name: string;
  context: JsonObject;
}

/** Keeps a context under a name, as a new test user or in place of what one had. */
export function useSaveTestUser(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...fields }: SavedContext) =>
      id === undefined
        ? apiData<TestUser>("/flags/test-users", { method: "POST", body: { project_id: projectId, ...fields } })
        : apiData<TestUser>(`/flags/test-users/${id}`, { method: "PATCH", body: fields }),
    onSuccess: (saved) => {
      queryClient.setQueryData<TestUser[]>(queryKeys.testUsers(projectId), (list = []) =>
        list.some(({ id }) => id === saved.id)
          ? list.map((known) => (known.id === saved.id ? saved : known))
          : [...list, saved],
      );
    },
  });
}
