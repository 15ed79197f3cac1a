"use client";

import { FolderClosed, Plus } from "lucide-react";
import { AdminsToAsk } from "@/components/account/admins-to-ask";
import { usePermissions } from "@/components/account/permissions";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { Button } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { EmptyState } from "@/components/ui/page/empty-state";
import { ErrorState } from "@/components/ui/page/error-state";
import { PageHeader } from "@/components/ui/page/page-header";
import { PageSkeleton } from "@/components/ui/page/skeleton";
import { useProjects } from "./api";
import { ProjectList } from "./project-list";

const CreateProjectDialog = lazy(() => import("./create-project-dialog").then((file) => file.CreateProjectDialog));

export function ProjectsPage() {
  const { isAdmin } = usePermissions();
  const { data: projects, error, refetch } = useProjects();
  const { parameters, change } = useUrlParameters();

  const content = () => {
    if (projects === undefined) {
      return error === null ? (
        <PageSkeleton isHeaderShown={false} />
      ) : (
        <ErrorState error={error} what="the projects" onRetry={refetch} />
      );
    }
    if (projects.length === 0) return <NoProjects isAdmin={isAdmin} onCreate={() => change({ new: "1" })} />;
    return <ProjectList projects={projects} />;
  };

  return (
    <>
      <PageHeader
        title="Projects"
        description="Each product has its own flags, segments and environments."
        actions={
          isAdmin && (
            <Button variant="primary" data-page-create onClick={() => change({ new: "1" })}>
              <Plus aria-hidden /> New project
            </Button>
          )
        }
      />
      {content()}
      {isAdmin && parameters.has("new") && <CreateProjectDialog onClose={() => change({ new: null })} />}
    </>
  );
}

function NoProjects({ isAdmin, onCreate }: { isAdmin: boolean; onCreate: () => void }) {
  return (
    <EmptyState
      icon={FolderClosed}
      title={isAdmin ? "No projects yet" : "No project is yours yet"}
      description={isAdmin ? "A project holds the flags of one product." : <AdminsToAsk what="to let you into one" />}
      action={
        isAdmin && (
          <Button variant="primary" onClick={onCreate}>
            <Plus aria-hidden /> Create the first project
          </Button>
        )
      }
    />
  );
}
