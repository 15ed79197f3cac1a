import { MutationCache, QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api-error";

/** Statuses that a retry would not change. */
const isFinal = (error: unknown): boolean => isApiError(error) && error.status >= 400 && error.status < 500;

/** The page's cache of the API's answers. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    mutationCache: new MutationCache({
      // Every change adds to the history.
      onSuccess: () => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === "audit" }),
    }),
    defaultOptions: {
      queries: {
        // Long enough that going back and forth shows data at once, short enough that others' changes appear.
        staleTime: 5_000,
        retry: (failures, error) => !isFinal(error) && failures < 2,
        retryDelay: (attempt) => 300 * 2 ** attempt,
        // The offline banner says that there is no network; a paused query would look like endless loading.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
