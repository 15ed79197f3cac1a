import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { queryKeys } from "@/lib/client/query-cache";
import type { Change } from "@/lib/contract/change";

/** The part of a change that matters to the data on screen. */
export type Changed = Pick<Change, "resource_type"> & Partial<Pick<Change, "resource_id" | "flag_id" | "action">>;

type StaleBy = (projectId: string, change: Changed) => readonly QueryKey[];

/** The data that each kind of change in a project makes stale. Only this table knows. */
const staleInProject: Record<Change["resource_type"], StaleBy> = {
  project: (projectId) => [queryKeys.project(projectId)],
  environment: (projectId) => [queryKeys.project(projectId)],
  flag: (projectId, { flag_id, action = "" }) => [
    queryKeys.flagList(projectId),
    queryKeys.flagPages(projectId),
    queryKeys.comparisons(projectId),
    // The usage of segments names flags.
    queryKeys.segments(projectId),
    queryKeys.attributes(projectId),
    ...(flag_id !== undefined && isOfContent(action)
      ? [queryKeys.flagRules(projectId, flag_id), queryKeys.requiredRules(projectId)]
      : []),
  ],
  rule: ofRules,
  rule_order: ofRules,
  // Rules that lose their link to it are announced as changes of their own.
  segment: (projectId) => [
    queryKeys.segments(projectId),
    queryKeys.attributes(projectId),
    queryKeys.comparisons(projectId),
  ],
  test_user: (projectId) => [queryKeys.testUsers(projectId)],
  api_key: () => [],
  member: () => [],
};

/** The same for resources that belong to no project. */
const staleAnywhere: Partial<Record<Change["resource_type"], readonly QueryKey[]>> = {
  project: [queryKeys.projects()],
  // Projects name them.
  environment: [queryKeys.projects()],
  api_key: [queryKeys.keys()],
  // The person's own role may have changed.
  member: [queryKeys.members(), queryKeys.me()],
};

function ofRules(projectId: string, { flag_id }: Changed): readonly QueryKey[] {
  return [
    flag_id === undefined ? queryKeys.flags(projectId) : queryKeys.flagRules(projectId, flag_id),
    queryKeys.requiredRules(projectId),
    // They count rules.
    queryKeys.flagList(projectId),
    queryKeys.segments(projectId),
    queryKeys.attributes(projectId),
    queryKeys.comparisons(projectId),
  ];
}

/** Whether a change of a flag can include its rules. */
const isOfContent = (action: string): boolean => action === "flag.promoted" || action === "flag.promotion_restored";

/** The keys of the stale data, without duplicates. @param projectId null: the pages that belong to no project */
export function staleQueries(projectId: string | null, changes: readonly Changed[]): QueryKey[] {
  const keys = changes.flatMap((change) => [
    ...(staleAnywhere[change.resource_type] ?? []),
    ...(projectId === null ? [] : [...staleInProject[change.resource_type](projectId, change)]),
  ]);
  if (projectId !== null && changes.length > 0) keys.push(queryKeys.audit(projectId));
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

/** Reads the stale data again: now what is on screen, the rest when it is shown. */
export function refresh(
  queryClient: QueryClient,
  projectId: string | null,
  ...changes: readonly Changed[]
): Promise<unknown> {
  return Promise.all(staleQueries(projectId, changes).map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
