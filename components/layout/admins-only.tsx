"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/components/account/api";
import { AdminsToAsk, usePermissions } from "@/components/account/permissions";
import { EmptyState } from "@/components/ui/page/empty-state";
import { ErrorState, PageSkeleton } from "@/components/ui/page/page-states";

interface AdminsOnlyProps {
  /** Those of the page's project may use it, too. */
  isForProject?: boolean;
  children: ReactNode;
}

/** A page that only admins may use. Others are told so before any of its data is read. */
export function AdminsOnly({ isForProject = false, children }: AdminsOnlyProps) {
  const { data: me, error, refetch } = useMe();
  const { isAdmin, isProjectAdmin } = usePermissions();
  if (isAdmin || (isForProject && isProjectAdmin)) return children;
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
