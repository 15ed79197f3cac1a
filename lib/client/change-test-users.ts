import type { QueryClient } from "@tanstack/react-query";
import type { TestUser } from "@/lib/contract/test-user";
import { queryKeys } from "./query-keys";

/**
 * Shows a change to a project's test users at once where the list is known, then asks for the list again. An answer that
 * was under way is older than the change and is not heard.
 */
export async function changeTestUsers(
  queryClient: QueryClient,
  projectId: string,
  change: (list: TestUser[]) => TestUser[],
): Promise<void> {
  const queryKey = queryKeys.testUsers(projectId);
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData<TestUser[]>(queryKey, (list) => list && change(list));
  await queryClient.invalidateQueries({ queryKey });
}
