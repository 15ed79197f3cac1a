"use client";

import { Command } from "cmdk";
import { usePathname } from "next/navigation";
import * as RadixDialog from "radix-ui/dialog";
import { useState } from "react";
import { useProject } from "@/components/projects/api";
import { useReturnFocus } from "@/components/ui/popup/use-return-focus";
import { useNavigate } from "@/components/unsaved-changes/use-navigate";
import { projectSlugOf } from "./navigation";
import { groupLabels, usePaletteEntries } from "./palette-entries";

/** ⌘K: opens any flag, segment, project or page, and creates new ones. */
export function Palette({ onClose }: { onClose: () => void }) {
  const slug = projectSlugOf(usePathname());
  return slug === undefined ? (
    <PaletteDialog projectId={undefined} slug={undefined} onClose={onClose} />
  ) : (
    <ProjectPalette slug={slug} onClose={onClose} />
  );
}

function ProjectPalette({ slug, onClose }: { slug: string; onClose: () => void }) {
  const { data: project } = useProject(slug);
  return <PaletteDialog projectId={project?.id} slug={slug} onClose={onClose} />;
}

interface PaletteDialogProps {
  projectId: string | undefined;
  slug: string | undefined;
  onClose: () => void;
}

function PaletteDialog({ projectId, slug, onClose }: PaletteDialogProps) {
  const navigate = useNavigate();
  const returnFocus = useReturnFocus();
  const [search, setSearch] = useState("");
  const { groups, isLoading } = usePaletteEntries({ projectId, slug, search });

  return (
    <RadixDialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="overlay fixed inset-0 z-40 bg-scrim" />
        <RadixDialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="sheet fixed inset-x-3 top-3 z-40 mx-auto max-w-xl overflow-hidden rounded-panel border border-line bg-raised shadow-pop sm:top-[14vh]"
        >
          <RadixDialog.Title className="sr-only">Search and commands</RadixDialog.Title>
          <Command shouldFilter={false} loop label="Search and commands">
            <Command.Input
              autoFocus
              value={search}
              onValueChange={setSearch}
              placeholder="Go to a flag, a segment or a page…"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-ink text-lg outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                {isLoading ? "Loading…" : `Nothing is called “${search}”.`}
              </Command.Empty>
              {groups.map(({ kind, entries }) => (
                <Command.Group
                  key={kind}
                  heading={groupLabels[kind]}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-sm"
                >
                  {entries.map(({ id, label, detail, icon: Icon, href }) => (
                    <Command.Item
                      key={id}
                      value={id}
                      onSelect={() => {
                        onClose();
                        navigate(href);
                      }}
                      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-base text-ink data-[selected=true]:bg-hover pointer-coarse:min-h-11"
                    >
                      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
                      <span className="min-w-0 truncate">{label}</span>
                      {detail !== undefined && (
                        <span className="ml-auto min-w-0 shrink truncate font-mono text-muted text-sm">{detail}</span>
                      )}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
