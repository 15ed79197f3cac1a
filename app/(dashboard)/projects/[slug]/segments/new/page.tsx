import type { Metadata } from "next";
import { NewSegmentPage } from "@/components/segments/segment-page";

export const metadata: Metadata = { title: "New segment" };

export default function NewSegmentRoute() {
  return <NewSegmentPage />;
}
