import { useQuery } from "@tanstack/react-query";
import type { Key } from "@/lib/contract/key";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Every API key that was ever made, oldest first. For admins. */
export function useKeys() {
  return useQuery({ queryKey: queryKeys.keys(), queryFn: ({ signal }) => apiData<Key[]>("/keys", { signal }) });
}
