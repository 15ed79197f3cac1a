import { MutationCache, QueryClient } from "@tanstack/react-query";
import { isApiError } from "./api-error";

/** Answers that a second try would not change. */
const isFinal = (error: unknown): boolean => isApiError(error) && error.status >= 400 && error.status < 500;

/** The page's cache of what the API said. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    mutationCache: new MutationCache({
      // Whatever was changed, the history tells of it.
      onSuccess: () => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === "audit" }),
    }),
    defaultOptions: {
      queries: {
        // Long enough that going back and forth shows at once, short enough that a colleague's change is seen.
        staleTime: 5_000,
        retry: (failures, error) => !isFinal(error) && failures < 2,
        retryDelay: (attempt) => 300 * 2 ** attempt,
        // Our own banner says that we are offline; a paused query would look like an endless load.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
