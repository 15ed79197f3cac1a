"use client";

import { Lock } from "lucide-react";
import { type ReactNode, useContext } from "react";
import { useEnvironments } from "@/components/environments/api";
import { ProjectContext } from "@/components/projects/project-context";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { roleIn } from "@/lib/contract/roles";
import { useMe } from "./api";

interface Permissions {
  /** False until the role is known, so that a control that would fail is never shown. */
  canWrite: boolean;
  /** May also change the project and delete it, and manage the keys that are limited to it. */
  isProjectAdmin: boolean;
  /** May also manage all projects, keys and members. */
  isAdmin: boolean;
}

/**
 * What the person may do in a project. Controls that would fail are left out; the server checks all the same.
 * @param projectId by default the page's project; on a page without one, what they may do in every project
 */
export function usePermissions(projectId?: string): Permissions {
  const { data: me } = useMe();
  const current = useContext(ProjectContext)?.id;
  const role = me === undefined || me.role === null ? "none" : roleIn({ ...me, role: me.role }, projectId ?? current);
  return {
    canWrite: role === "editor" || role === "admin",
    isProjectAdmin: role === "admin",
    isAdmin: me?.role === "admin",
  };
}

/**
 * Whether the person may change things that reach an environment of the page's project, or all its environments. Until
 * the answer is known, every environment counts as protected.
 */
export function useMayChange(): (reach: string | "all") => boolean {
  const { data: me } = useMe();
  const { canWrite, isProjectAdmin } = usePermissions();
  const project = useContext(ProjectContext);
  const isHeldBack = canWrite && !isProjectAdmin && me?.may_change_protected === false;
  const { data: environments } = useEnvironments(project?.id ?? "", isHeldBack && project !== null);
  return (reach) => {
    if (!isHeldBack) return canWrite;
    const isReached = (name: string) => reach === "all" || reach === name;
    return environments?.every(({ name, is_protected: isProtected }) => !(isProtected && isReached(name))) ?? false;
  };
}

/** Names the admins to ask: "Ask Ada (ada@example.com) for one." @param what "for one" */
export function AdminsToAsk({ what }: { what: string }) {
  const { data: me } = useMe();
  const names = (me?.admins ?? []).map(({ name, email }) => `${name} (${email})`);
  const whom = names.length === 0 ? "an admin" : new Intl.ListFormat("en", { type: "disjunction" }).format(names);
  return `Ask ${whom} ${what}.`;
}

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
