import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditEntry } from "@/lib/contract/audit";
import { apiFetch } from "./api-client";
import { queryKeys } from "./query-keys";

export interface AuditFilter {
  resourceId?: string | undefined;
  /** An actor's name: a key's prefix or a person's e-mail address. */
  actor?: string | undefined;
}

/** Who changed what, newest first, page after page. */
export function useAudit(projectId: string, { resourceId, actor }: AuditFilter = {}) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.audit(projectId), { resourceId, actor }],
    queryFn: ({ pageParam, signal }) =>
      apiFetch<AuditEntry[]>("/flags/audit", {
        query: { project_id: projectId, resource_id: resourceId, actor, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}
