"use client";

import { Plus, Users } from "lucide-react";
import { memo, useDeferredValue, useMemo } from "react";
import { usePermissions } from "@/components/account/permissions";
import { moreConditions, type SegmentNames, segmentNames } from "@/components/conditions/words";
import { CopyAsCurl } from "@/components/forms/copy-as-curl";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { useCurrentProject } from "@/components/projects/project-context";
import { Sentence } from "@/components/sentence/sentence";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button/button";
import { SearchInput } from "@/components/ui/field/input";
import { focusPage } from "@/components/ui/focus";
import { CardList } from "@/components/ui/list/long-list";
import { searchWords } from "@/components/ui/list/search";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { apiUrl } from "@/lib/client/api-client";
import type { ListedSegment } from "@/lib/contract/segment";
import { useSegments } from "./api";
import { segmentConditionsSentence } from "./words";

/** The segments of a project, each with its audience in words. The search is kept in the address. */
export function SegmentListPage() {
  const project = useCurrentProject();
  const { canWrite } = usePermissions();
  const { data: segments, error, refetch } = useSegments(project.id);
  const names = useMemo(() => segmentNames(segments), [segments]);
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
            action={
              <Button
                onClick={() => {
                  change({ search: null });
                  focusPage();
                }}
              >
                Clear search
              </Button>
            }
          />
        ) : (
          <SegmentList segments={shown} names={names} projectSlug={project.slug} />
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
      description="A segment is an audience that you describe once and use in many rules: beta testers, customers on a
        plan, your own team."
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

/** The segments whose name and description have all words of a text, whatever the case, by name. */
function filterSegments(segments: readonly ListedSegment[], search: string): ListedSegment[] {
  const isFound = searchWords(search);
  return segments
    .filter(({ name, description }) => isFound([name, description ?? ""]))
    .sort((a, b) => byName.compare(a.name, b.name));
}

/** The height of a segment with one line of text, in pixels. Most are so high, so most rows need no correction. */
const ROW_HEIGHT = 71;

interface SegmentListProps {
  segments: readonly ListedSegment[];
  /** Of all segments, for those that refer to others. */
  names: SegmentNames;
  projectSlug: string;
}

function SegmentList({ segments, names, projectSlug }: SegmentListProps) {
  return (
    <CardList
      label="Segments"
      items={segments}
      estimatedHeight={ROW_HEIGHT}
      renderRow={(segment) => <SegmentListRow segment={segment} names={names} projectSlug={projectSlug} />}
    />
  );
}

/** Conditions that a row tells, and then how many more there are: all of them would not fit on its two lines. */
const SPOKEN_CONDITIONS = 6;

interface SegmentListRowProps {
  segment: ListedSegment;
  names: SegmentNames;
  projectSlug: string;
}

/** One segment: its name, its audience in words, and how many rules link to it. */
const SegmentListRow = memo(function SegmentListRow({ segment, names, projectSlug }: SegmentListRowProps) {
  const { id, name, description, rules, rule_count = 0 } = segment;
  const parts = segmentConditionsSentence({ ...segment, rules: rules.slice(0, SPOKEN_CONDITIONS) }, names);
  const more = rules.length - SPOKEN_CONDITIONS;
  return (
    <div className="relative flex items-start gap-4 border-line border-b px-4 py-3 transition-colors hover:bg-hover">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-baseline gap-2">
          <PageLink
            href={`/projects/${projectSlug}/segments/${id}`}
            className="-outline-offset-2! max-w-full shrink-0 truncate font-medium text-base text-ink after:absolute
              after:inset-0"
          >
            {name}
          </PageLink>
          {description !== null && (
            <span className="hidden min-w-0 truncate text-muted text-sm sm:inline">{description}</span>
          )}
        </div>
        <Sentence parts={more > 0 ? [...parts, moreConditions(more)] : parts} className="mt-0.5 line-clamp-2" />
      </div>
      <UseBadge count={rule_count} />
    </div>
  );
});

function UseBadge({ count }: { count: number }) {
  if (count === 0) return <span className="shrink-0 text-faint text-sm">not used</span>;
  return (
    <Badge tone="accent" className="shrink-0 tabular-nums">
      {count === 1 ? "1 rule" : `${count.toLocaleString("en")} rules`}
    </Badge>
  );
}
