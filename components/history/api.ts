import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { type Api, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { AuditEntry } from "@/lib/contract/audit";

export interface AuditFilter {
  resourceId?: string | undefined;
  /** An actor's name: a key's prefix or a person's e-mail address. */
  actor?: string | undefined;
  environment?: string | undefined;
}

export const NO_FILTER: Required<AuditFilter> = { resourceId: undefined, actor: undefined, environment: undefined };

export const isFiltered = (filter: AuditFilter): boolean => Object.values(filter).some((value) => value !== undefined);

export const auditQuery = (projectId: string, filter: AuditFilter = {}, api: Api = apiFetch) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.audit(projectId), filter],
    queryFn: ({ pageParam, signal }) => {
      const { resourceId, actor, environment } = filter;
      const about = { project_id: projectId, resource_id: resourceId, actor, environment };
      return api<AuditEntry[]>("/flags/audit", { query: { ...about, cursor: pageParam ?? undefined }, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Who changed what, newest first, page after page. */
export const useAudit = (projectId: string, filter?: AuditFilter) => useInfiniteQuery(auditQuery(projectId, filter));
