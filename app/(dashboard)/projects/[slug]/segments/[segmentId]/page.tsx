import type { Metadata } from "next";
import { segmentQuery, segmentUsesQuery } from "@/components/segments/api";
import { SegmentPage } from "@/components/segments/segment-page";
import { type DocumentRequest, projectOf } from "../../../../document-request";
import { Prefetched } from "../../../../prefetched";

export const metadata: Metadata = { title: "Segment" };

interface SegmentRouteProps {
  params: Promise<{ segmentId: string }>;
}

export default async function SegmentRoute({ params }: SegmentRouteProps) {
  const { segmentId } = await params;
  const prefetchSegment = async (request: DocumentRequest) => {
    const { id } = await projectOf(request);
    return Promise.all([
      request.queries.fetchQuery(segmentQuery(id, segmentId, request.api)),
      request.queries.fetchQuery(segmentUsesQuery(id, segmentId, request.api)),
    ]);
  };
  return (
    <Prefetched prefetch={prefetchSegment}>
      <SegmentPage segmentId={segmentId} />
    </Prefetched>
  );
}
