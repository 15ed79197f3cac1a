"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { ArrowRight, Flag as FlagIcon, FolderClosed, type LucideIcon, Plus, Users } from "lucide-react";
import { usePathname } from "next/navigation";
import * as RadixDialog from "radix-ui/dialog";
import { useState } from "react";
import { usePermissions } from "@/components/account/permissions";
import { useProject, useProjects } from "@/components/projects/api";
import { useReturnFocus } from "@/components/ui/focus";
import { focusField } from "@/components/ui/lazy/typed-ahead";
import { searchWords } from "@/components/ui/list/search";
import { useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { Flag } from "@/lib/contract/flag";
import type { Segment } from "@/lib/contract/segment";
import { allPages, projectSlugOf } from "./navigation";

interface PaletteProps {
  onClose: () => void;
}

/** ⌘K: opens any flag, segment, project or page, and creates new ones. */
export function Palette(props: PaletteProps) {
  const slug = projectSlugOf(usePathname());
  return slug === undefined ? (
    <PaletteDialog projectId={undefined} slug={undefined} {...props} />
  ) : (
    <ProjectPalette slug={slug} {...props} />
  );
}

function ProjectPalette({ slug, ...props }: PaletteProps & { slug: string }) {
  const { data: project } = useProject(slug);
  return <PaletteDialog projectId={project?.id} slug={slug} {...props} />;
}

interface PaletteDialogProps extends PaletteProps {
  projectId: string | undefined;
  slug: string | undefined;
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
          onOpenAutoFocus={focusField}
          onCloseAutoFocus={returnFocus}
          className="sheet fixed inset-x-3 top-3 z-40 mx-auto max-w-xl overflow-hidden rounded-panel border border-line
            bg-raised shadow-pop sm:top-[14vh]"
        >
          <RadixDialog.Title className="sr-only">Search and commands</RadixDialog.Title>
          <Command shouldFilter={false} loop label="Search and commands">
            <Command.Input
              value={search}
              onValueChange={setSearch}
              placeholder="Go to a flag, a segment or a page…"
              className="h-12 w-full border-line border-b bg-transparent px-4 text-ink text-lg outline-none
                placeholder:text-faint"
            />
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                {isLoading ? "Loading…" : `Nothing is called “${search}”.`}
              </Command.Empty>
              {groups.map(({ kind, entries }) => (
                <Command.Group
                  key={kind}
                  heading={groupLabels[kind]}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1
                    [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-sm"
                >
                  {entries.map(({ id, label, detail, icon: Icon, href }) => (
                    <Command.Item
                      key={id}
                      value={id}
                      onSelect={() => {
                        onClose();
                        navigate(href);
                      }}
                      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-base
                        text-ink data-[selected=true]:bg-hover
                        forced-colors:data-[selected=true]:forced-color-adjust-none
                        forced-colors:data-[selected=true]:bg-[Highlight]
                        forced-colors:data-[selected=true]:text-[HighlightText]
                        forced-colors:data-[selected=true]:*:text-[HighlightText] pointer-coarse:min-h-11"
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

interface PaletteEntry {
  id: string;
  label: string;
  detail?: string;
  icon: LucideIcon;
  href: string;
}

const groupLabels = {
  flags: "Flags",
  segments: "Segments",
  pages: "Pages",
  create: "Create",
  projects: "Projects",
} as const;
type GroupKind = keyof typeof groupLabels;

/** Entries of each kind; typing narrows them. */
const SHOWN = 6;

interface PaletteInput {
  projectId: string | undefined;
  slug: string | undefined;
  search: string;
}

/** The palette's entries for a text, in the order shown. The server searches flags and segments. */
function usePaletteEntries({ projectId, slug, search }: PaletteInput) {
  const wanted = search.trim();
  const { canWrite, isAdmin, isProjectAdmin } = usePermissions(projectId);
  const { data: projects = [] } = useProjects();
  const flags = useFound<Flag>("/flags", projectId, wanted);
  const segments = useFound<Segment>("/flags/segments", projectId, wanted);
  const isFound = searchWords(wanted);
  const matches = ({ label, detail = "" }: PaletteEntry) => isFound([label, detail]);
  // Until the server answers, the results for the text before stay as far as they fit: Enter must never open something
  // that was not searched for.
  const settled = (found: { isPlaceholderData: boolean }) => (found.isPlaceholderData ? matches : () => true);

  const all: Record<GroupKind, PaletteEntry[]> = {
    flags: (flags.data ?? [])
      .map(({ id, name, key }) => ({
        id,
        label: name,
        detail: key,
        icon: FlagIcon,
        href: `/projects/${slug}/flags/${encodeURIComponent(key)}`,
      }))
      .filter(settled(flags)),
    segments: (segments.data ?? [])
      .map(({ id, name }) => ({ id, label: name, icon: Users, href: `/projects/${slug}/segments/${id}` }))
      .filter(settled(segments)),
    pages: allPages(slug, { isAdmin, isProjectAdmin })
      .map(({ label, href }) => ({ id: href, label, icon: ArrowRight, href }))
      .filter(matches),
    create: createEntries(slug, { canWrite, isAdmin }).filter(matches),
    projects: projects
      .map((project) => ({
        id: project.id,
        label: project.name,
        detail: project.slug,
        icon: FolderClosed,
        href: `/projects/${project.slug}/flags`,
      }))
      .filter((entry) => entry.detail !== slug && matches(entry))
      .slice(0, SHOWN),
  };
  const kinds = Object.keys(groupLabels) as GroupKind[];
  return {
    groups: kinds.map((kind) => ({ kind, entries: all[kind] })).filter(({ entries }) => entries.length > 0),
    isLoading: flags.isFetching || segments.isFetching,
  };
}

function useFound<T>(path: string, projectId: string | undefined, search: string) {
  return useQuery({
    queryKey: [...queryKeys.project(projectId ?? ""), "palette", path, search],
    queryFn: ({ signal }) =>
      apiData<T[]>(path, {
        query: { project_id: projectId, limit: SHOWN, search: search === "" ? undefined : search },
        signal,
      }),
    enabled: projectId !== undefined,
    placeholderData: (previous) => previous,
  });
}

function createEntries(slug: string | undefined, can: { canWrite: boolean; isAdmin: boolean }): PaletteEntry[] {
  return [
    ...(slug !== undefined && can.canWrite
      ? [
          { id: "new-flag", label: "New flag", icon: Plus, href: `/projects/${slug}/flags?new=1` },
          { id: "new-segment", label: "New segment", icon: Plus, href: `/projects/${slug}/segments/new` },
        ]
      : []),
    ...(can.isAdmin ? [{ id: "new-project", label: "New project", icon: Plus, href: "/projects?new=1" }] : []),
  ];
}
