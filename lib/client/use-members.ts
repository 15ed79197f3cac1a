import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Member } from "@/lib/contract/member";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const membersQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.members(),
    queryFn: async ({ signal }) => (await api<Member[]>("/members", { signal })).data,
  });

/** Everyone who signs in or was invited to, oldest first. For admins. */
export const useMembers = () => useQuery(membersQuery());
