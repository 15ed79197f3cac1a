import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Api, apiData, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Restored } from "@/lib/contract/restore";

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

export type RestoreExtent = "change" | "version" | "batch";

const restorePath = (entryId: string): string => `/flags/audit/${entryId}/restore`;

/** What restoring an entry would do, and who would get another value; an ApiError (409, 422) says why it cannot be. */
export const useRestorePreview = (
  { id, project_id: projectId }: AuditEntry,
  extent: RestoreExtent,
  { enabled }: { enabled: boolean },
) =>
  useQuery({
    enabled,
    queryKey: [...queryKeys.project(projectId ?? ""), "restore", id, extent],
    queryFn: ({ signal }) =>
      apiData<Restored>(restorePath(id), { method: "POST", query: { dry_run: "true", extent }, signal }),
    // What is there now may be another thing in a moment.
    staleTime: 0,
    gcTime: 0,
  });

interface RestoreInput {
  entryId: string;
  extent?: RestoreExtent;
  /** Of what the preview was made of: refused when it has changed since. */
  etag?: string | undefined;
  comment?: string | undefined;
}

/** Restores an entry. All of the project may show it. */
export function useRestore(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ entryId, extent, etag, comment }: RestoreInput) =>
      apiData<Restored>(restorePath(entryId), {
        method: "POST",
        query: { extent, comment },
        ...(etag !== undefined && { ifMatch: etag }),
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.project(projectId) }),
  });
}

/** Takes back the restoring of something that had been deleted: it is deleted again. */
export function useDeleteAgain(projectId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ resource_type: type, resource_id: id, flag_id: flagId }: Restored) => {
      const paths: Partial<Record<Restored["resource_type"], string>> = {
        flag: `/flags/${id}`,
        rule: `/flags/${flagId}/rules/${id}`,
        segment: `/flags/segments/${id}`,
      };
      return apiData<void>(paths[type] ?? "", { method: "DELETE" });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.project(projectId) }),
  });
}

/** The filter of the history in an address. @param read gives the value of a parameter of the address */
export const auditFilterIn = (read: (name: string) => string | null | undefined): AuditFilter => ({
  resourceId: read("resource") ?? undefined,
  actor: read("actor") ?? undefined,
  environment: read("environment") ?? undefined,
});
