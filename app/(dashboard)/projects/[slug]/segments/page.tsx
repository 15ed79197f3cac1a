import type { Metadata } from "next";
import { segmentsQuery } from "@/components/segments/api";
import { SegmentListPage } from "@/components/segments/segment-list-page";
import { AskedFirst } from "../../../asked-first";
import { projectOf } from "../../../visit";

export const metadata: Metadata = { title: "Segments" };

export default function Page() {
  return (
    <AskedFirst ask={async (visit) => visit.queries.fetchQuery(segmentsQuery((await projectOf(visit)).id, visit.api))}>
      <SegmentListPage />
    </AskedFirst>
  );
}
