"use client";

import { Equal, Layers } from "lucide-react";
import { useMemo } from "react";
import { segmentNames } from "@/components/conditions/words";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { useCurrentProject } from "@/components/projects/project-context";
import { HeldBackNote } from "@/components/protected/held-back-note";
import { useSegments } from "@/components/segments/api";
import { Card } from "@/components/ui/card";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";

import type { EnvironmentPair } from "@/lib/contract/promotion-parts";
import { useComparison } from "./api";
import { ComparisonList } from "./comparison-list";
import { EnvironmentPairFields, shownPair } from "./environment-pair";

/** Two environments beside each other: what differs, for whom, and the way from one to the other. */
export function ComparePage() {
  const project = useCurrentProject();
  const { parameters, change } = useUrlParameters();
  const pair = shownPair(project, { from: parameters.get("from"), to: parameters.get("to") });
  return (
    <>
      <PageHeader
        title="Compare environments"
        description={pair && `What would change if ${pair.to} became what ${pair.from} is.`}
        breadcrumb={
          <PageLink href={`/projects/${project.slug}/flags`} className="rounded-chip hover:text-ink hover:underline">
            Flags
          </PageLink>
        }
      />
      {pair === null ? (
        <Card>
          <EmptyState
            icon={Layers}
            title="There is one environment alone"
            description="Environments are added in the settings of the project."
          />
        </Card>
      ) : (
        <div className="flex min-w-0 flex-col gap-4">
          <EnvironmentPairFields
            environments={project.environments}
            pair={pair}
            onChange={(next) => change({ ...next })}
          />
          <HeldBackNote className="" reach={pair.to} />
          {/* What is selected and open is of the two that were chosen. */}
          <Compared key={`${pair.from} ${pair.to}`} pair={pair} />
        </div>
      )}
    </>
  );
}

function Compared({ pair }: { pair: EnvironmentPair }) {
  const project = useCurrentProject();
  const { data, error, refetch } = useComparison(project.id, pair);
  const { data: segments } = useSegments(project.id);
  const names = useMemo(() => segmentNames(segments), [segments]);
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} what="the comparison" onRetry={refetch} />;
    return (
      <LoadingRegion>
        <Skeleton className="h-64 w-full rounded-panel" />
      </LoadingRegion>
    );
  }
  if (data.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={Equal}
          title="They are the same"
          description={`Every flag is in ${pair.to} what it is in ${pair.from}. Archived flags are left out.`}
        />
      </Card>
    );
  }
  return <ComparisonList comparisons={data} project={project} pair={pair} segments={names} />;
}
