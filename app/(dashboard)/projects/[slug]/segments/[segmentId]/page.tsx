import type { Metadata } from "next";
import { SegmentPage } from "@/components/segments/segment-page";

export const metadata: Metadata = { title: "Segment" };

interface SegmentRouteProps {
  params: Promise<{ segmentId: string }>;
}

export default async function SegmentRoute({ params }: SegmentRouteProps) {
  return <SegmentPage segmentId={(await params).segmentId} />;
}
