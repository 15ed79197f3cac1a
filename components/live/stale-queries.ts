import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { queryKeys } from "@/lib/client/query-keys";
import type { Change } from "@/lib/contract/change";

/** What was changed, as far as it matters to what is shown. */
export type Changed = Pick<Change, "resource_type"> & Partial<Pick<Change, "resource_id" | "flag_id">>;

/** By what was changed: the data that may be other than what is shown. The one place that knows. */
const staleBy: Record<Change["resource_type"], (projectId: string, change: Changed) => readonly QueryKey[]> = {
  project: (projectId) => [queryKeys.projects(), queryKeys.project(projectId)],
  // Where segments are used names flags.
  flag: (projectId) => [queryKeys.flags(projectId), queryKeys.segments(projectId)],
  rule: ofRules,
  rule_order: ofRules,
  segment: (projectId) => [
    queryKeys.segments(projectId),
    queryKeys.attributes(projectId),
    // What rules link to is told with them.
    queryKeys.flags(projectId),
  ],
  test_user: (projectId) => [queryKeys.testUsers(projectId)],
  api_key: () => [queryKeys.keys()],
  // It may have been the person's own role.
  member: () => [queryKeys.members(), queryKeys.me()],
};

function ofRules(projectId: string, { flag_id }: Changed): readonly QueryKey[] {
  return [
    flag_id === undefined ? queryKeys.flags(projectId) : queryKeys.flagRules(projectId, flag_id),
    // They count rules.
    queryKeys.flagList(projectId),
    queryKeys.segments(projectId),
    queryKeys.attributes(projectId),
  ];
}

/** Every key once. */
export function staleQueries(projectId: string, changes: readonly Changed[]): QueryKey[] {
  const keys = changes.flatMap((change) => staleBy[change.resource_type](projectId, change));
  const all = changes.length === 0 ? [] : [...keys, queryKeys.audit(projectId)];
  return [...new Map(all.map((key) => [JSON.stringify(key), key])).values()];
}

/** Reads again what is shown of these changes; what is not shown is read when it is. */
export function refresh(queryClient: QueryClient, projectId: string, ...changes: readonly Changed[]): Promise<unknown> {
  return Promise.all(staleQueries(projectId, changes).map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
