import type { Metadata } from "next";
import { segmentQuery, segmentUsesQuery } from "@/components/segments/api";
import { SegmentPage } from "@/components/segments/segment-page";
import { AskedFirst } from "../../../../asked-first";
import { projectOf, type Visit } from "../../../../visit";

export const metadata: Metadata = { title: "Segment" };

interface SegmentRouteProps {
  params: Promise<{ segmentId: string }>;
}

export default async function SegmentRoute({ params }: SegmentRouteProps) {
  const { segmentId } = await params;
  const askForSegment = async (visit: Visit) => {
    const { id } = await projectOf(visit);
    return Promise.all([
      visit.queries.fetchQuery(segmentQuery(id, segmentId, visit.api)),
      visit.queries.fetchQuery(segmentUsesQuery(id, segmentId, visit.api)),
    ]);
  };
  return (
    <AskedFirst ask={askForSegment}>
      <SegmentPage segmentId={segmentId} />
    </AskedFirst>
  );
}
