"use client";

import { CardList } from "@/components/ui/list/card-list";
import type { ListedSegment } from "@/lib/contract/segment";
import { SegmentListRow } from "./segment-list-row";

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
