"use client";

import { FolderClosed, Plus } from "lucide-react";
import { AdminsToAsk, usePermissions } from "@/components/account/permissions";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { CardList } from "@/components/ui/list/long-list";
import { SearchedList } from "@/components/ui/list/search";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { RelativeTime } from "@/components/ui/time/time";
import type { Project } from "@/lib/contract/project";
import { useProjects } from "./api";

const CreateProjectDialog = lazyDialog(() =>
  import("./create-project-dialog").then((file) => file.CreateProjectDialog),
);

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
    return (
      <SearchedList
        items={projects}
        what="projects"
        placeholder="Name or address"
        textsOf={({ name, slug }) => [name, slug]}
      >
        {(found) => (
          <CardList
            label="Projects"
            items={found}
            estimatedHeight={65}
            renderRow={(project) => <ProjectRow project={project} />}
          />
        )}
      </SearchedList>
    );
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

const SHOWN_ENVIRONMENTS = 4;

function ProjectRow({ project }: { project: Project }) {
  const { name, slug, environments, created_at } = project;
  return (
    <div
      className="relative flex min-h-16 items-center gap-4 border-line border-b px-4 py-2.5 transition-colors
        hover:bg-hover"
    >
      <div className="min-w-0 flex-1">
        <PageLink
          href={`/projects/${slug}/flags`}
          className="-outline-offset-2! block truncate font-medium text-base text-ink after:absolute after:inset-0"
        >
          {name}
        </PageLink>
        <code className="block truncate font-mono text-muted text-sm">{slug}</code>
      </div>
      <div className="hidden flex-wrap justify-end gap-1 sm:flex">
        {environments.slice(0, SHOWN_ENVIRONMENTS).map((environment) => (
          <Badge key={environment}>{environment}</Badge>
        ))}
        {environments.length > SHOWN_ENVIRONMENTS && <Badge>+{environments.length - SHOWN_ENVIRONMENTS}</Badge>}
      </div>
      <span className="hidden w-36 shrink-0 whitespace-nowrap text-right text-muted text-sm md:block">
        created <RelativeTime instant={created_at} />
      </span>
    </div>
  );
}
