import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { deleteSeen, saveEdit } from "@/components/conflict/save-edit";
import { apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { isApiError } from "@/lib/client/api-error";
import { queryKeys } from "@/lib/client/query-cache";
import type { Expectation } from "@/lib/contract/expectation";
import type { JsonObject } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";

/** The contexts that a project keeps to test with, oldest first. */
export function useTestUsers(projectId: string) {
  return useQuery({
    queryKey: queryKeys.testUsers(projectId),
    queryFn: ({ signal }) => apiData<TestUser[]>("/flags/test-users", { query: { project_id: projectId }, signal }),
    staleTime: 60_000,
  });
}

interface SavedContext {
  /** The test user to change, as it was when the edit began; absent for a new one. */
  replaced?: TestUser | undefined;
  name: string;
  context: JsonObject;
  /** Of one that comes back. */
  expectations?: readonly Expectation[];
}

/** The request that keeps a context; its path is below `/api/v1`. */
export function saveTestUserCall(projectId: string, { replaced, ...fields }: SavedContext) {
  return replaced === undefined
    ? ({ method: "POST", path: "/flags/test-users", body: { project_id: projectId, ...fields } } as const)
    : ({ method: "PATCH", path: `/flags/test-users/${replaced.id}`, body: fields } as const);
}

/** Saves a context under a name: as a new test user, or in place of a saved one. */
export function useSaveTestUser(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ comment, ...saved }: SavedContext & WithComment) => {
      const { replaced: opened } = saved;
      const { path, method, body } = saveTestUserCall(projectId, saved);
      if (opened === undefined) return apiData<TestUser>(path, { method, body, query: { comment } });
      const edit = { kind: "test_user" as const, id: opened.id, path, opened, change: body, comment };
      return (await saveEdit<TestUser>(edit)).data;
    },
    onSuccess: (saved) =>
      changeTestUsers(queryClient, projectId, (list) =>
        list.some(({ id }) => id === saved.id)
          ? list.map((known) => (known.id === saved.id ? saved : known))
          : [...list, saved],
      ),
  });
}

/** Forgets a test user. */
export function useDeleteTestUser(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (seen: TestUser) =>
      deleteSeen({ kind: "test_user", id: seen.id, path: `/flags/test-users/${seen.id}`, seen }),
    onSuccess: (_data, { id }) =>
      changeTestUsers(queryClient, projectId, (list) => list.filter((known) => known.id !== id)),
  });
}

interface ExpectationChange {
  userId: string;
  /** The newest stored list is changed, so that others' expectations of this user stay. */
  change(expectations: readonly Expectation[]): Expectation[];
}

const MAX_ATTEMPTS = 3;

/** Changes the value that a test user is expected to get. */
export function useChangeExpectations(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: changeExpectations,
    onSuccess: (saved) =>
      changeTestUsers(queryClient, projectId, (list) => list.map((known) => (known.id === saved.id ? saved : known))),
  });
}

/** The list is written whole. So it is read first, and again when somebody else was quicker. */
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

/**
 * Shows a change to a project's test users at once, then reads the list again. An answer that is under way is older
 * than the change, so it is cancelled.
 */
async function changeTestUsers(
  queryClient: QueryClient,
  projectId: string,
  change: (list: TestUser[]) => TestUser[],
): Promise<void> {
  const queryKey = queryKeys.testUsers(projectId);
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<TestUser[]>(queryKey, (list) => list && change(list));
  await queryClient.invalidateQueries({ queryKey });
}
