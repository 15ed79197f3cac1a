import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Me } from "@/lib/contract/me";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const meQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.me(),
    queryFn: async ({ signal }) => (await api<Me>("/me", { signal })).data,
    staleTime: 60_000,
  });

/** Who is signed in. */
export const useMe = () => useQuery(meQuery());
