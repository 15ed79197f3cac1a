"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { AuditFilter } from "@/lib/client/use-audit";
import { auditFilterIn } from "./audit-filter-in";

/** What the history is filtered by. It stands in the address, so that a filtered history can be linked to. */
export function useAuditFilter(): [AuditFilter, (change: AuditFilter) => void] {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filter = auditFilterIn((name) => search.get(name));
  const setFilter = (change: AuditFilter) => {
    const { resourceId, actor } = { ...filter, ...change };
    const next = new URLSearchParams();
    if (resourceId !== undefined) next.set("resource", resourceId);
    if (actor !== undefined) next.set("actor", actor);
    const text = next.toString();
    router.replace(text === "" ? pathname : `${pathname}?${text}`, { scroll: false });
  };
  return [filter, setFilter];
}
