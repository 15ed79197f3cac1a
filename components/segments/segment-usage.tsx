import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/page/error-state";
import { PageLink } from "@/components/ui/page/page-link";
import { LoadingRegion, Skeleton } from "@/components/ui/page/skeleton";
import type { Project } from "@/lib/contract/project";
import type { SegmentUse } from "@/lib/contract/segment";
import { reachedFlags, reachText } from "./segment-reach";

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

interface ReachedRulesProps {
  project: Pick<Project, "slug">;
  uses: readonly SegmentUse[];
  /** What is said of each rule. */
  note?: (use: SegmentUse) => ReactNode;
}

/** The rules that link to a segment, by flag. */
export function ReachedRules({ project, uses, note }: ReachedRulesProps) {
  return (
    <ul className="flex min-w-0 flex-col gap-3">
      {reachedFlags(uses).map(({ flagId, flagKey, flagName, uses: ofFlag }) => (
        <li key={flagId} className="min-w-0">
          <p className="wrap-anywhere font-medium text-base text-ink">{flagName}</p>
          <ul className="mt-1 flex min-w-0 flex-col gap-1">
            {ofFlag.map((use) => (
              <li key={use.rule_id} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
                <PageLink
                  href={`/projects/${project.slug}/flags/${encodeURIComponent(flagKey)}?env=${use.environment}`}
                  className="wrap-anywhere inline-flex min-h-6 min-w-0 items-center text-accent underline-offset-2 hover:underline"
                >
                  {use.rule_name ?? `Rule at position ${use.position}`}
                </PageLink>
                <span className="text-muted">in {use.environment}</span>
                {!use.rule_enabled && <Badge>Off</Badge>}
                {note?.(use)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
