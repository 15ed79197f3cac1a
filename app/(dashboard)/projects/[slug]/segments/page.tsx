import type { Metadata } from "next";
import { segmentsQuery } from "@/components/segments/api";
import { SegmentListPage } from "@/components/segments/segment-list-page";
import { projectOf } from "../../../document-request";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "Segments" };

export default function Page() {
  return (
    <Prefetched
      prefetch={async (request) =>
        request.queries.fetchQuery(segmentsQuery((await projectOf(request)).id, request.api))
      }
    >
      <SegmentListPage />
    </Prefetched>
  );
}
