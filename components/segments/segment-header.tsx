"use client";

import { Ellipsis, History, Terminal, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { copyCurlCommand } from "@/components/forms/copy-as-curl";
import { IconButton } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu, MenuItem } from "@/components/ui/menu/dropdown-menu";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { useNavigate } from "@/components/unsaved-changes/leave-guard";
import type { Project } from "@/lib/contract/project";
import type { Segment } from "@/lib/contract/segment";
import type { SegmentUses } from "./api";

const DeleteSegmentDialog = lazy(() => import("./delete-segment-dialog").then((file) => file.DeleteSegmentDialog));

interface SegmentHeaderProps {
  project: Pick<Project, "slug">;
  segment: Segment | null;
  /** Undefined while they are loading. */
  uses: SegmentUses | undefined;
}

export function SegmentHeader({ project, segment, uses }: SegmentHeaderProps) {
  const canWrite = useMayChange()("all");
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <PageHeader
        breadcrumb={
          <PageLink
            href={`/projects/${project.slug}/segments`}
            className="underline-offset-2 hover:text-ink hover:underline"
          >
            Segments
          </PageLink>
        }
        title={segment?.name ?? "New segment"}
        {...(segment === null && { description: "An audience that rules of any flag can link to." })}
        actions={
          segment && (
            <DropdownMenu
              trigger={
                <IconButton label="Actions for the segment">
                  <Ellipsis aria-hidden />
                </IconButton>
              }
            >
              <MenuItem onSelect={() => navigate(`/projects/${project.slug}/audit?resource=${segment.id}`)}>
                <History aria-hidden /> History of this segment
              </MenuItem>
              <MenuItem
                onSelect={() => copyCurlCommand({ method: "GET", path: `/api/v1/flags/segments/${segment.id}` })}
              >
                <Terminal aria-hidden /> Copy as curl
              </MenuItem>
              {canWrite && (
                <MenuItem isDangerous disabled={uses === undefined} onSelect={() => setIsDeleting(true)}>
                  <Trash2 aria-hidden /> Delete…
                </MenuItem>
              )}
            </DropdownMenu>
          )
        }
      />
      {segment !== null && isDeleting && uses !== undefined && (
        <DeleteSegmentDialog project={project} segment={segment} uses={uses} onClose={() => setIsDeleting(false)} />
      )}
    </>
  );
}
