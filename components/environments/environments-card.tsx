"use client";

import { GitCompareArrows, Lock, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass, IconButton } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { PageLink } from "@/components/ui/page/page-header";
import type { Environment } from "@/lib/contract/environment";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { useEnvironments } from "./api";
import { environmentFill } from "./environment-tabs";

const EnvironmentDialog = lazyDialog(() => import("./environment-dialogs").then((file) => file.EnvironmentDialog));
const AddDialog = lazyDialog(() => import("./environment-dialogs").then((file) => file.AddEnvironmentDialog));
const RemoveDialog = lazyDialog(() => import("./environment-dialogs").then((file) => file.RemoveEnvironmentDialog));

type Open = { kind: "edit" | "remove"; environment: Environment } | { kind: "add" } | null;

/** A project's environments, in the order of their tabs: what people call them, and which are protected. */
export function EnvironmentsCard({ project }: { project: Project }) {
  const { data: environments = [] } = useEnvironments(project.id);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Card>
      <h2 className="px-4 pt-4 font-medium text-base text-ink">Environments</h2>
      <ul aria-label="Environments of the project" className="mt-2 border-line border-t">
        {environments.map((environment) => (
          <EnvironmentRow
            key={environment.name}
            environment={environment}
            isDefault={environment.name === project.settings.default_environment}
            onOpen={setOpen}
          />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 p-3">
        <Button disabled={environments.length >= limits.environments} onClick={() => setOpen({ kind: "add" })}>
          <Plus aria-hidden /> Add environment…
        </Button>
        {environments.length > 1 && (
          <PageLink href={`/projects/${project.slug}/compare`} className={buttonClass("secondary", "md")}>
            <GitCompareArrows aria-hidden /> Compare two of them
          </PageLink>
        )}
      </div>
      {open?.kind === "edit" && <EnvironmentDialog project={project} environment={open.environment} onClose={close} />}
      {open?.kind === "remove" && (
        <RemoveDialog projectId={project.id} environment={open.environment} onClose={close} />
      )}
      {open?.kind === "add" && <AddDialog project={project} onClose={close} />}
    </Card>
  );
}

interface EnvironmentRowProps {
  environment: Environment;
  isDefault: boolean;
  onOpen: (open: Open) => void;
}

function EnvironmentRow({ environment, isDefault, onOpen }: EnvironmentRowProps) {
  const { name, title, color, is_protected: isProtected } = environment;
  return (
    <li className="flex min-w-0 items-center gap-2.5 border-line border-b py-1.5 pr-2 pl-4">
      <span aria-hidden className={cn("size-2.5 shrink-0 rounded-full", environmentFill[color])} />
      <span className="wrap-anywhere min-w-0 flex-1 text-base text-ink">
        {title} {title !== name && <code className="font-mono text-muted text-sm">{name}</code>}
      </span>
      {isDefault && <Badge>Default</Badge>}
      {isProtected && (
        <Badge tone="warning">
          <Lock aria-hidden className="size-3" /> Protected
        </Badge>
      )}
      <IconButton label={`Edit ${name}`} onClick={() => onOpen({ kind: "edit", environment })}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton
        label={`Remove ${name}`}
        // Evaluation looks there when a request names none.
        disabled={isDefault}
        onClick={() => onOpen({ kind: "remove", environment })}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  );
}
