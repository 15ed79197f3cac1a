"use client";

import { FolderSearch } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useMe } from "@/components/account/api";
import { AdminsToAsk, usePermissions } from "@/components/account/permissions";
import { LiveUpdates } from "@/components/live/live-updates";
import { buttonClass } from "@/components/ui/button/button";
import { PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";

import { isApiError } from "@/lib/client/api-error";
import { forgetProject, rememberProject, useProject } from "./api";
import { ProjectContext } from "./project-context";

/** Loads the project that the address names before it shows the pages below it, and remembers it. */
export function ProjectScope({ slug, children }: { slug: string; children: ReactNode }) {
  const { data: project, error, refetch } = useProject(slug);
  const isMissing = isApiError(error, 404);
  useEffect(() => {
    if (project !== undefined) rememberProject(slug);
    else if (isMissing) forgetProject();
  }, [slug, project, isMissing]);

  if (project !== undefined) {
    return (
      <ProjectContext value={project}>
        <LiveUpdates projectId={project.id} />
        <ViewOnlyNote />
        {children}
      </ProjectContext>
    );
  }
  if (isMissing) return <MissingProject slug={slug} />;
  if (error !== null) return <ErrorState error={error} what="the project" onRetry={refetch} />;
  return <PageSkeleton />;
}

function MissingProject({ slug }: { slug: string }) {
  return (
    <EmptyState
      isPage
      icon={FolderSearch}
      title="No such project"
      description={`There is no project “${slug}”, or it is not one of yours. It may have been deleted or renamed.`}
      action={
        <PageLink className={buttonClass("secondary", "md")} href="/projects">
          All projects
        </PageLink>
      }
    />
  );
}

/** Tells a viewer why the project's pages have no controls. */
function ViewOnlyNote() {
  const { data: me } = useMe();
  const { canWrite } = usePermissions();
  if (me === undefined || canWrite) return null;
  return (
    <p className="wrap-anywhere mb-4 text-muted text-sm">
      You see this project and change nothing in it. <AdminsToAsk what="to be an editor" />
    </p>
  );
}
