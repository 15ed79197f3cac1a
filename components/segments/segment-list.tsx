"use client";

import { Card } from "@/components/ui/card";
import { VirtualList } from "@/components/ui/virtual-list";
import type { ListedSegment } from "@/lib/contract/segment";
import { SegmentListRow } from "./segment-list-row";

const ROW_HEIGHT = 85;

interface SegmentListProps {
  segments: readonly ListedSegment[];
  projectSlug: string;
}

export function SegmentList({ segments, projectSlug }: SegmentListProps) {
  return (
    <Card className="overflow-hidden">
      <VirtualList
        label="Segments"
        items={segments}
        keyOf={(segment) => segment.id}
        estimatedHeight={ROW_HEIGHT}
        renderRow={(segment) => <SegmentListRow segment={segment} projectSlug={projectSlug} />}
      />
    </Card>
  );
}
