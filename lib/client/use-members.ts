import { useQuery } from "@tanstack/react-query";
import type { Member } from "@/lib/contract/member";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Everyone who signs in or was invited to, oldest first. For admins. */
export function useMembers() {
  return useQuery({
    queryKey: queryKeys.members(),
    queryFn: ({ signal }) => apiData<Member[]>("/members", { signal }),
  });
}
