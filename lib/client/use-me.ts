import { useQuery } from "@tanstack/react-query";
import type { Me } from "@/lib/contract/me";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Who is signed in. */
export function useMe() {
  return useQuery({
    queryKey: queryKeys.me(),
    queryFn: ({ signal }) => apiData<Me>("/me", { signal }),
    staleTime: 60_000,
  });
}
