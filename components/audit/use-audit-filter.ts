"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import type { AuditFilter } from "@/lib/client/use-audit";

/** What the history is filtered by. It stands in the address, so that a filtered history can be linked to. */
export function useAuditFilter(): [AuditFilter, (change: AuditFilter) => void] {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filter = { resourceId: search.get("resource") ?? undefined, actor: search.get("actor") ?? undefined };
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
