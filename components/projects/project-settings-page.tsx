"use client";

import { useState } from "react";
import { usePermissions } from "@/components/account/api";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page/page-header";
import { DeleteProjectDialog } from "./delete-project-dialog";
import { ProjectFacts } from "./project-facts";
import { ProjectForm } from "./project-form";
import { useCurrentProject } from "./project-scope";

/** A project's name, address and environments; for those who may not change them, to read. */
export function ProjectSettingsPage() {
  const project = useCurrentProject();
  const { isAdmin } = usePermissions();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <PageHeader title="Project settings" />
      <div className="flex max-w-2xl flex-col gap-6">
        {isAdmin ? <ProjectForm project={project} /> : <ProjectFacts project={project} />}
        {isAdmin && (
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
