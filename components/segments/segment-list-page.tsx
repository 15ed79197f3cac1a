"use client";

import { Plus, Users } from "lucide-react";
import { useDeferredValue, useMemo } from "react";
import { usePermissions } from "@/components/account/permissions";
import { CopyAsCurl } from "@/components/curl/copy-as-curl";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { useCurrentProject } from "@/components/projects/project-context";
import { Button, buttonClass } from "@/components/ui/button/button";
import { SearchInput } from "@/components/ui/field/search-input";
import { EmptyState } from "@/components/ui/page/empty-state";
import { ErrorState } from "@/components/ui/page/error-state";
import { PageHeader } from "@/components/ui/page/page-header";
import { PageLink } from "@/components/ui/page/page-link";
import { PageSkeleton } from "@/components/ui/page/skeleton";
import { apiUrl } from "@/lib/client/api-client";
import type { ListedSegment } from "@/lib/contract/segment";
import { useSegments } from "./api";
import { SegmentList } from "./segment-list";

/** The segments of a project, each with its audience in words. What is searched for stands in the address. */
export function SegmentListPage() {
  const project = useCurrentProject();
  const { canWrite } = usePermissions();
  const { data: segments, error, refetch } = useSegments(project.id);
  const { parameters, change } = useUrlParameters();
  const search = parameters.get("search") ?? "";
  const wanted = useDeferredValue(search);
  const shown = useMemo(() => filterSegments(segments ?? [], wanted), [segments, wanted]);
  const newHref = `/projects/${project.slug}/segments/new`;

  const content = () => {
    if (segments === undefined) {
      return error === null ? (
        <PageSkeleton isHeaderShown={false} />
      ) : (
        <ErrorState error={error} what="the segments" onRetry={refetch} />
      );
    }
    if (segments.length === 0) return <NoSegments newHref={canWrite ? newHref : null} />;
    return (
      <>
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SearchInput
            label="Search segments"
            placeholder="Name or description"
            className="w-full sm:w-72"
            value={search}
            onChange={(event) => change({ search: event.currentTarget.value })}
          />
          <p role="status" className="ml-auto text-muted text-sm tabular-nums">
            {shown.length === 1 ? "1 segment" : `${shown.length.toLocaleString("en")} segments`}
          </p>
          <CopyAsCurl
            isLabelled={false}
            call={() => ({
              method: "GET",
              path: apiUrl("/flags/segments", { project_id: project.id, search: search === "" ? undefined : search }),
            })}
          />
        </div>
        {shown.length === 0 ? (
          <EmptyState
            title="No segments match"
            description={`Nothing matches “${wanted}”.`}
            action={<Button onClick={() => change({ search: null })}>Clear search</Button>}
          />
        ) : (
          <SegmentList segments={shown} projectSlug={project.slug} />
        )}
      </>
    );
  };

  return (
    <>
      <PageHeader
        title="Segments"
        description="Audiences with a name, to use in any rule of any flag."
        actions={
          canWrite && (
            <PageLink className={buttonClass("primary", "md")} href={newHref} data-page-create>
              <Plus aria-hidden /> New segment
            </PageLink>
          )
        }
      />
      {content()}
    </>
  );
}

function NoSegments({ newHref }: { newHref: string | null }) {
  return (
    <EmptyState
      icon={Users}
      title="No segments yet"
      description="A segment is an audience that you describe once and use in many rules: beta testers, customers on a plan, your own team."
      action={
        newHref !== null && (
          <PageLink className={buttonClass("primary", "md")} href={newHref}>
            <Plus aria-hidden /> Describe the first audience
          </PageLink>
        )
      }
    />
  );
}

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The segments whose name or description has the text, whatever the case, by name. */
function filterSegments(segments: readonly ListedSegment[], search: string): ListedSegment[] {
  const wanted = search.trim().toLowerCase();
  return segments
    .filter(
      ({ name, description }) =>
        name.toLowerCase().includes(wanted) || (description?.toLowerCase().includes(wanted) ?? false),
    )
    .sort((a, b) => byName.compare(a.name, b.name));
}
