import type { Metadata } from "next";
import { SegmentListPage } from "@/components/segments/segment-list-page";

export const metadata: Metadata = { title: "Segments" };

export default function Page() {
  return <SegmentListPage />;
}
