import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "./query-keys";
import type { FlagOfRules } from "./use-rules";

/**
 * Looks again at all that a change to a flag's rules can show in: its lists, the counts on the flag list, where
 * segments are used, and the attributes to suggest.
 */
export function refreshAfterRuleChange(queryClient: QueryClient, flag: FlagOfRules): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: queryKeys.flagRules(flag.project_id, flag.id) }),
    queryClient.invalidateQueries({ queryKey: queryKeys.flagList(flag.project_id) }),
    queryClient.invalidateQueries({ queryKey: queryKeys.segments(flag.project_id) }),
    queryClient.invalidateQueries({ queryKey: queryKeys.attributes(flag.project_id) }),
  ]);
}
