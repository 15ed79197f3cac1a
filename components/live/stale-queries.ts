import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { queryKeys } from "@/lib/client/query-keys";
import type { Change } from "@/lib/contract/change";

/** What was changed, as far as it matters to what is shown. */
export type Changed = Pick<Change, "resource_type"> & Partial<Pick<Change, "resource_id" | "flag_id">>;

type StaleBy = (projectId: string, change: Changed) => readonly QueryKey[];

/** By what was changed in a project: the data that may be other than what is shown. The one place that knows. */
const staleInProject: Record<Change["resource_type"], StaleBy> = {
  project: (projectId) => [queryKeys.project(projectId)],
  environment: (projectId) => [queryKeys.project(projectId)],
  // Where segments are used, flags are named.
  flag: (projectId) => [
    queryKeys.flagList(projectId),
    queryKeys.flagPages(projectId),
    queryKeys.segments(projectId),
    queryKeys.attributes(projectId),
  ],
  rule: ofRules,
  rule_order: ofRules,
  // That rules lose their link to one is told with it, as changes of theirs.
  segment: (projectId) => [queryKeys.segments(projectId), queryKeys.attributes(projectId)],
  test_user: (projectId) => [queryKeys.testUsers(projectId)],
  api_key: () => [],
  member: () => [],
};

/** The same of what is of no project. */
const staleAnywhere: Partial<Record<Change["resource_type"], readonly QueryKey[]>> = {
  project: [queryKeys.projects()],
  // Projects name them.
  environment: [queryKeys.projects()],
  api_key: [queryKeys.keys()],
  // It may have been the person's own role.
  member: [queryKeys.members(), queryKeys.me()],
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

/** Every key once. @param projectId null: the pages that are of no project */
export function staleQueries(projectId: string | null, changes: readonly Changed[]): QueryKey[] {
  const keys = changes.flatMap((change) => [
    ...(staleAnywhere[change.resource_type] ?? []),
    ...(projectId === null ? [] : [...staleInProject[change.resource_type](projectId, change)]),
  ]);
  if (projectId !== null && changes.length > 0) keys.push(queryKeys.audit(projectId));
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

/** Reads again what is shown of these changes; what is not shown is read when it is. */
export function refresh(
  queryClient: QueryClient,
  projectId: string | null,
  ...changes: readonly Changed[]
): Promise<unknown> {
  return Promise.all(staleQueries(projectId, changes).map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
