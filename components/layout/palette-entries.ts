import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Flag as FlagIcon, FolderClosed, type LucideIcon, Plus, Users } from "lucide-react";
import { usePermissions } from "@/components/account/permissions";
import { useProjects } from "@/components/projects/api";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { Flag } from "@/lib/contract/flag";
import type { Segment } from "@/lib/contract/segment";
import { allPages } from "./navigation";

interface PaletteEntry {
  id: string;
  label: string;
  detail?: string;
  icon: LucideIcon;
  href: string;
}

export const groupLabels = {
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
export function usePaletteEntries({ projectId, slug, search }: PaletteInput) {
  const wanted = search.trim();
  const { canWrite, isAdmin, isProjectAdmin } = usePermissions(projectId);
  const { data: projects = [] } = useProjects();
  const flags = useFound<Flag>("/flags", projectId, wanted);
  const segments = useFound<Segment>("/flags/segments", projectId, wanted);
  const matches = ({ label, detail = "" }: PaletteEntry) =>
    `${label}\n${detail}`.toLowerCase().includes(wanted.toLowerCase());
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
