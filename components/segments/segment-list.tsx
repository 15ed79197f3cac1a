"use client";

import { CardList } from "@/components/ui/card-list";
import type { ListedSegment } from "@/lib/contract/segment";
import { SegmentListRow } from "./segment-list-row";

const ROW_HEIGHT = 85;

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
