"use client";

import { ChevronsUpDown, Plus, Settings2 } from "lucide-react";
import { useState } from "react";
import { usePermissions } from "@/components/account/permissions";
import { buttonClass } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Picker } from "@/components/ui/combobox/picker";
import { PageLink } from "@/components/ui/page/page-header";
import { useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import { useProject, useProjects } from "./api";

/** Shows the page's project and opens another one: search, then Enter. */
export function ProjectSwitcher({ slug }: { slug: string | undefined }) {
  return slug === undefined ? <Switcher name="Choose project" slug={null} /> : <CurrentProject slug={slug} />;
}

function CurrentProject({ slug }: { slug: string }) {
  const { data: project } = useProject(slug);
  return <Switcher name={project?.name ?? slug} slug={slug} />;
}

const footerLink = cn(buttonClass("ghost", "md"), "w-full justify-start! px-2!");

function Switcher({ name, slug }: { name: string; slug: string | null }) {
  const navigate = useNavigate();
  const { isAdmin } = usePermissions();
  const [isOpen, setIsOpen] = useState(false);
  const { data: projects, isPending } = useProjects({ isEnabled: isOpen });
  return (
    <Picker
      label="Project"
      value={slug}
      options={(projects ?? []).map((project) => ({ value: project.slug, label: project.name }))}
      isLoading={isPending}
      onOpenChange={setIsOpen}
      onChoose={(chosen) => navigate(`/projects/${chosen}/flags`)}
      trigger={
        <button
          type="button"
          aria-label={`Project: ${name}`}
          className={cn(
            "flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2 text-base transition-colors hover:bg-hover",
            "data-[state=open]:bg-hover pointer-coarse:h-10",
            slug === null ? "text-muted" : "font-medium text-ink",
          )}
        >
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
      footer={(close) => (
        <>
          <PageLink href="/projects" onClick={close} className={footerLink}>
            <Settings2 aria-hidden />
            All projects
          </PageLink>
          {isAdmin && (
            <PageLink href="/projects?new=1" onClick={close} className={footerLink}>
              <Plus aria-hidden />
              New project
            </PageLink>
          )}
        </>
      )}
    />
  );
}
