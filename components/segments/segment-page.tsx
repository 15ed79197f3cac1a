"use client";

import { Lock, UserRoundX } from "lucide-react";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";
import { useCurrentProject } from "@/components/projects/project-context";
import { buttonClass } from "@/components/ui/button/button";
import { PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import { isApiError } from "@/lib/client/api-error";
import { useSegment } from "./api";
import { SegmentEditor } from "./segment-editor";

/** The page of a stored segment. */
export function SegmentPage({ segmentId }: { segmentId: string }) {
  const project = useCurrentProject();
  const { data: stored, error, refetch } = useSegment(project.id, segmentId);
  // A segment of another project is not this page's, whoever may see it elsewhere.
  const isForeign = stored !== undefined && stored.segment.project_id !== project.id;
  if (isForeign || (stored === undefined && isApiError(error, 404))) return <MissingSegment slug={project.slug} />;
  if (stored !== undefined) return <SegmentEditor project={project} stored={stored} />;
  if (error !== null) return <ErrorState error={error} what="the segment" onRetry={refetch} />;
  return <SegmentPageSkeleton />;
}

/** The page of a segment that is being made. */
export function NewSegmentPage() {
  const project = useCurrentProject();
  const { data: me } = useMe();
  const { canWrite } = usePermissions();
  if (me !== undefined && !canWrite) {
    return (
      <EmptyState
        isPage
        icon={Lock}
        title="You can look, but not change anything"
        description="Ask an editor or an admin to make the segment, or an admin to let you make it."
        action={<AllSegments slug={project.slug} />}
      />
    );
  }
  return <SegmentEditor project={project} stored={null} />;
}

function AllSegments({ slug }: { slug: string }) {
  return (
    <PageLink className={buttonClass("secondary", "md")} href={`/projects/${slug}/segments`}>
      All segments
    </PageLink>
  );
}

function MissingSegment({ slug }: { slug: string }) {
  return (
    <EmptyState
      isPage
      icon={UserRoundX}
      title="No such segment"
      description="It may have been deleted, or it belongs to another project."
      action={<AllSegments slug={slug} />}
    />
  );
}

function SegmentPageSkeleton() {
  return (
    <LoadingRegion>
      <Skeleton className="h-4 w-20" />
      <Skeleton className="mt-2 h-7 w-56" />
      <div className="mt-7 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-96 w-full rounded-panel" />
        <Skeleton className="h-72 w-full rounded-panel" />
      </div>
    </LoadingRegion>
  );
}
