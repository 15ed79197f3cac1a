import { useQuery } from "@tanstack/react-query";
import type { TestUser } from "@/lib/contract/test-user";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** The contexts that a project keeps to test with, oldest first. */
export function useTestUsers(projectId: string) {
  return useQuery({
    queryKey: queryKeys.testUsers(projectId),
    queryFn: ({ signal }) => apiData<TestUser[]>("/flags/test-users", { query: { project_id: projectId }, signal }),
    staleTime: 60_000,
  });
}
