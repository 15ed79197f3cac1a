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

/**
 * One hierarchy of cache keys: invalidating a key reaches everything below it. A project's own data lives below
 * `project(id)`, so that a change to a segment can refresh the flags that use it without knowing them.
 */
export const queryKeys = {
  me: () => ["me"] as const,
  keys: () => ["keys"] as const,
  members: () => ["members"] as const,

  projects: () => ["projects"] as const,
  projectList: () => [...queryKeys.projects(), "list"] as const,
  projectBySlug: (slug: string) => [...queryKeys.projects(), "slug", slug] as const,

  project: (projectId: string) => ["project", projectId] as const,

  environments: (projectId: string) => [...queryKeys.project(projectId), "environments"] as const,

  flags: (projectId: string) => [...queryKeys.project(projectId), "flags"] as const,
  flagList: (projectId: string) => [...queryKeys.flags(projectId), "list"] as const,
  /** The flags that are read one by one, for their pages. */
  flagPages: (projectId: string) => [...queryKeys.flags(projectId), "flag"] as const,
  flag: (projectId: string, key: string) => [...queryKeys.flagPages(projectId), key] as const,
  attributes: (projectId: string) => [...queryKeys.project(projectId), "attributes"] as const,

  /** The rules of one flag in every environment. */
  flagRules: (projectId: string, flagId: string) => [...queryKeys.flags(projectId), "rules", flagId] as const,
  rules: (projectId: string, flagId: string, environment: string) =>
    [...queryKeys.flagRules(projectId, flagId), environment] as const,

  /** The rules of all flags that one leads to by what it requires. */
  requiredRules: (projectId: string) => [...queryKeys.flags(projectId), "required-rules"] as const,
  requiredRulesOf: (projectId: string, flagIds: readonly string[], environment: string) =>
    [...queryKeys.requiredRules(projectId), flagIds, environment] as const,

  /** How often a flag was evaluated. It is not below the flags, because a change to a flag changes no count. */
  flagStats: (projectId: string, flagId: string, environment: string) =>
    [...queryKeys.project(projectId), "evaluations", flagId, environment] as const,
  flagHistory: (projectId: string, flagId: string, environment: string, period: string) =>
    [...queryKeys.flagStats(projectId, flagId, environment), period] as const,

  /** How many contexts of the sample match a draft. */
  audience: (projectId: string, ask: object) => [...queryKeys.project(projectId), "audience", ask] as const,

  segments: (projectId: string) => [...queryKeys.project(projectId), "segments"] as const,
  segmentList: (projectId: string) => [...queryKeys.segments(projectId), "list"] as const,
  segment: (projectId: string, segmentId: string) => [...queryKeys.segments(projectId), "segment", segmentId] as const,
  segmentUses: (projectId: string, segmentId: string) => [...queryKeys.segment(projectId, segmentId), "uses"] as const,

  /** The effect of a segment's draft on the flags that use it. */
  segmentAnalysis: (projectId: string, segmentId: string, draft: object) =>
    [...queryKeys.segment(projectId, segmentId), "analysis", draft] as const,

  /** What differs between two environments, of all flags or of one. */
  comparisons: (projectId: string) => [...queryKeys.project(projectId), "comparison"] as const,
  comparison: (projectId: string, asked: object) => [...queryKeys.comparisons(projectId), asked] as const,
  /** What a promotion would change. */
  promotion: (projectId: string, asked: object) => [...queryKeys.comparisons(projectId), "promotion", asked] as const,

  audit: (projectId: string) => [...queryKeys.project(projectId), "audit"] as const,
  testUsers: (projectId: string) => [...queryKeys.project(projectId), "test-users"] as const,
};
