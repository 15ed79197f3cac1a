import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Key } from "@/lib/contract/key";
import { type Api, apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export const keysQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.keys(),
    queryFn: async ({ signal }) => (await api<Key[]>("/keys", { signal })).data,
  });

/** Every API key that was ever made, oldest first. For admins. */
export const useKeys = () => useQuery(keysQuery());
