import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Expectation } from "@/lib/contract/expectation";
import type { TestUser } from "@/lib/contract/test-user";
import { apiData, apiFetch } from "./api-client";
import { isApiError } from "./api-error";
import { changeTestUsers } from "./change-test-users";

interface ExpectationChange {
  userId: string;
  /** Of the list as it is stored just now: what others expect of this user elsewhere stays. */
  change(expectations: readonly Expectation[]): Expectation[];
}

const MAX_ATTEMPTS = 3;

/** Changes what a test user is expected to get. */
export function useChangeExpectations(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changeExpectations,
    onSuccess: (saved) =>
      changeTestUsers(queryClient, projectId, (list) => list.map((known) => (known.id === saved.id ? saved : known))),
  });
}

/** The list is written whole, so it is read first, and again when somebody was quicker. */
async function changeExpectations({ userId, change }: ExpectationChange): Promise<TestUser> {
  const path = `/flags/test-users/${userId}`;
  for (let attempt = 1; ; attempt += 1) {
    const { data, etag } = await apiFetch<TestUser>(path);
    try {
      const body = { expectations: change(data.expectations) };
      return await apiData<TestUser>(path, { method: "PATCH", body, ifMatch: etag });
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isApiError(error, 412)) throw error;
    }
  }
}
