"use client";

import { memo } from "react";
import { Sentence } from "@/components/sentence/sentence";
import { Badge } from "@/components/ui/badge";
import { CardList } from "@/components/ui/list/card-list";
import { PageLink } from "@/components/ui/page/page-link";
import type { ListedSegment } from "@/lib/contract/segment";
import { segmentConditionsSentence, spokenSegment } from "./words";

/** Of a segment that is told in one line, in pixels: where most are so, no row has to be moved. */
const ROW_HEIGHT = 71;

interface SegmentListProps {
  segments: readonly ListedSegment[];
  projectSlug: string;
}

export function SegmentList({ segments, projectSlug }: SegmentListProps) {
  return (
    <CardList
      label="Segments"
      items={segments}
      estimatedHeight={ROW_HEIGHT}
      renderRow={(segment) => <SegmentListRow segment={segment} projectSlug={projectSlug} />}
    />
  );
}

/** More would be cut off by the row's two lines. */
const SPOKEN_CONDITIONS = 6;

interface SegmentListRowProps {
  segment: ListedSegment;
  projectSlug: string;
}

/** One segment: its name, who is in it in words, and how many rules would feel a change. */
const SegmentListRow = memo(function SegmentListRow({ segment, projectSlug }: SegmentListRowProps) {
  const { id, name, description, rules, rule_count = 0 } = segment;
  const parts = segmentConditionsSentence(spokenSegment({ ...segment, rules: rules.slice(0, SPOKEN_CONDITIONS) }));
  return (
    <div className="relative flex items-start gap-4 border-line border-b px-4 py-3 transition-colors hover:bg-hover">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-baseline gap-2">
          <PageLink
            href={`/projects/${projectSlug}/segments/${id}`}
            className="-outline-offset-2! max-w-full shrink-0 truncate font-medium text-base text-ink after:absolute after:inset-0"
          >
            {name}
          </PageLink>
          {description !== null && (
            <span className="hidden min-w-0 truncate text-muted text-sm sm:inline">{description}</span>
          )}
        </div>
        <Sentence parts={parts} className="mt-0.5 line-clamp-2" />
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
