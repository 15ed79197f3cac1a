"use client";

import { useUrlParameters } from "@/components/layout/use-url-parameters";
import type { AuditFilter } from "./api";
import { auditFilterIn } from "./audit-filter-in";

/** The filter of the history. It is kept in the address, so that a filtered history can be linked to. */
export function useAuditFilter(): [AuditFilter, (change: AuditFilter) => void] {
  const { parameters, change } = useUrlParameters();
  const filter = auditFilterIn((name) => parameters.get(name));
  const setFilter = (changed: AuditFilter) => {
    const { resourceId = null, actor = null, environment = null } = { ...filter, ...changed };
    change({ resource: resourceId, actor, environment });
  };
  return [filter, setFilter];
}
