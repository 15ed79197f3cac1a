import type { UseQueryResult } from "@tanstack/react-query";
import { ErrorState } from "@/components/ui/page/error-state";
import { LoadingRegion, Skeleton } from "@/components/ui/page/skeleton";
import type { Project } from "@/lib/contract/project";
import type { SegmentUse } from "@/lib/contract/segment";
import { ReachedRules } from "./reached-rules";
import { reachText } from "./segment-reach";

interface SegmentUsageProps {
  project: Pick<Project, "slug">;
  uses: UseQueryResult<SegmentUse[]>;
}

/** Where a segment is used. */
export function SegmentUsage({ project, uses: { data, error, refetch } }: SegmentUsageProps) {
  return (
    <section aria-labelledby="segment-usage" className="min-w-0 rounded-panel border border-line bg-panel px-4 py-3">
      <h2 id="segment-usage" className="mb-2 text-muted text-sm">
        {data === undefined || data.length === 0 ? "Used by" : `Used by ${reachText(data)}`}
      </h2>
      {data !== undefined ? (
        data.length === 0 ? (
          <p className="text-base text-muted">No rule yet. Choose it in a rule of any flag of this project.</p>
        ) : (
          <ReachedRules project={project} uses={data} />
        )
      ) : error !== null ? (
        <ErrorState error={error} what="where it is used" onRetry={refetch} />
      ) : (
        <LoadingRegion>
          <Skeleton className="h-5 w-48" />
        </LoadingRegion>
      )}
    </section>
  );
}
