"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AdminsToAsk, usePermissions } from "@/components/account/permissions";
import { EnvironmentsCard } from "@/components/environments/environments-card";
import { ConfirmDialog } from "@/components/forms/form-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page/page-header";
import { toast } from "@/components/ui/toast";
import type { Project } from "@/lib/contract/project";
import { forgetProject, useDeleteProject } from "./api";
import { useCurrentProject } from "./project-context";
import { ProjectForm } from "./project-form";

/** The settings of a project; read-only for people who may not change them. */
export function ProjectSettingsPage() {
  const project = useCurrentProject();
  const { canWrite, isProjectAdmin } = usePermissions();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <PageHeader title="Project settings" />
      <div className="flex max-w-2xl flex-col gap-6">
        {canWrite && !isProjectAdmin && (
          <p className="wrap-anywhere text-muted text-sm">
            Admins change these. <AdminsToAsk what="to change one" />
          </p>
        )}
        {isProjectAdmin ? <ProjectForm project={project} /> : <ProjectFacts project={project} />}
        {isProjectAdmin && <EnvironmentsCard project={project} />}
        {isProjectAdmin && (
          <Card className="flex flex-wrap items-center justify-between gap-4 p-4">
            <div className="min-w-0 flex-1 basis-60">
              <h2 className="font-medium text-base text-ink">Delete this project</h2>
              <p className="text-muted text-sm">Its flags, segments and rules go with it. This cannot be undone.</p>
            </div>
            <Button variant="danger" onClick={() => setIsDeleting(true)}>
              Delete project…
            </Button>
          </Card>
        )}
      </div>
      {isDeleting && <DeleteProjectDialog project={project} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

/** The settings as text, for people who may only read them. */
function ProjectFacts({ project }: { project: Project }) {
  const { name, slug, id, environments, settings } = project;
  return (
    <Card>
      <dl>
        <Fact label="Name">{name}</Fact>
        <Fact label="Address">
          <code className="font-mono text-sm">{slug}</code>
        </Fact>
        <Fact label="Id">
          <code className="wrap-anywhere font-mono text-sm">{id}</code> <CopyButton text={id} label="Copy project id" />
        </Fact>
        <Fact label="Environments">
          <span className="flex flex-wrap gap-1.5">
            {environments.map((environment) => (
              <Badge key={environment} tone={environment === settings.default_environment ? "accent" : "neutral"}>
                {environment}
                {environment === settings.default_environment && " (default)"}
              </Badge>
            ))}
          </span>
        </Fact>
        {settings.sample_contexts && (
          <Fact label="Sample">
            Attributes that rules use are kept of those who were evaluated last, in memory only.
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b px-4 py-3 last:border-b-0">
      <dt className="w-28 shrink-0 text-base text-muted">{label}</dt>
      <dd className="wrap-anywhere min-w-0 flex-1 basis-48 text-base text-ink">{children}</dd>
    </div>
  );
}

/** Asks for the slug, as the API does. */
function DeleteProjectDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const router = useRouter();
  const { mutateAsync: remove } = useDeleteProject(project);
  return (
    <ConfirmDialog
      title={`Delete “${project.name}”?`}
      description="Every flag, segment and rule in it is gone for good, and applications get their own defaults. Its
        history stays."
      actionLabel="Delete project"
      isDangerous
      confirmation={{ what: "address", text: project.slug }}
      what="delete the project"
      act={async (comment) => {
        await remove({ confirm: project.slug, comment });
        forgetProject();
        toast.success(`Deleted ${project.name}`);
        router.replace("/projects");
      }}
      onClose={onClose}
    />
  );
}
