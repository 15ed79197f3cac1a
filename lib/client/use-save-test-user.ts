import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { JsonObject } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { apiData } from "./api-client";
import { changeTestUsers } from "./change-test-users";

interface SavedContext {
  /** The test user to change; a new one when absent. */
  id?: string;
  name: string;
  context: JsonObject;
}

/** The request that keeps a context; its path is below `/api/v1`. */
export function saveTestUserCall(projectId: string, { id, ...fields }: SavedContext) {
  return id === undefined
    ? ({ method: "POST", path: "/flags/test-users", body: { project_id: projectId, ...fields } } as const)
    : ({ method: "PATCH", path: `/flags/test-users/${id}`, body: fields } as const);
}

/** Keeps a context under a name, as a new test user or in place of what one had. */
export function useSaveTestUser(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (saved: SavedContext) => {
      const { path, method, body } = saveTestUserCall(projectId, saved);
      return apiData<TestUser>(path, { method, body });
    },
    onSuccess: (saved) =>
      changeTestUsers(queryClient, projectId, (list) =>
        list.some(({ id }) => id === saved.id)
          ? list.map((known) => (known.id === saved.id ? saved : known))
          : [...list, saved],
      ),
  });
}
