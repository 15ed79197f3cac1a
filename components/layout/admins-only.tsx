"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/components/account/api";
import { EmptyState } from "@/components/ui/page/empty-state";
import { ErrorState } from "@/components/ui/page/error-state";
import { PageSkeleton } from "@/components/ui/page/skeleton";

/** A page that only admins may use. Others are told so before any of its data is read. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useMe();
  if (me?.role === "admin") return children;
  if (me !== undefined) {
    return (
      <>
        <h1 className="sr-only">For admins only</h1>
        <EmptyState
          icon={Lock}
          title="For admins only"
          description={<AdminsToAsk what="to do it, or to make you one" />}
        />
      </>
    );
  }
  if (error !== null) return <ErrorState error={error} what="this page" onRetry={refetch} />;
  return <PageSkeleton />;
}

/** Names the admins to ask: "Ask Ada (ada@example.com) for one." @param what "for one" */
export function AdminsToAsk({ what }: { what: string }) {
  const { data: me } = useMe();
  const names = (me?.admins ?? []).map(({ name, email }) => `${name} (${email})`);
  const whom = names.length === 0 ? "an admin" : new Intl.ListFormat("en", { type: "disjunction" }).format(names);
  return `Ask ${whom} ${what}.`;
}
