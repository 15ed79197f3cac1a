import type { Metadata } from "next";
import { flagsQuery } from "@/components/flags/api";
import { auditFilterIn, auditQuery } from "@/components/history/api";
import { HistoryPage } from "@/components/history/history-page";
import { segmentsQuery } from "@/components/segments/api";
import { type DocumentRequest, projectOf } from "../../../document-request";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "History" };

interface HistoryRouteProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryRoute({ searchParams }: HistoryRouteProps) {
  const asked = await searchParams;
  const filter = auditFilterIn((name) => [asked[name]].flat()[0]);
  const prefetchChanges = async (request: DocumentRequest) => {
    const { id } = await projectOf(request);
    const { queries, api } = request;
    return Promise.all([
      queries.fetchInfiniteQuery(auditQuery(id, filter, api)),
      // The people to filter by, whatever the current filter is.
      queries.fetchInfiniteQuery(auditQuery(id, {}, api)),
      queries.fetchQuery(flagsQuery(id, api)),
      queries.fetchQuery(segmentsQuery(id, api)),
    ]);
  };
  return (
    <Prefetched prefetch={prefetchChanges}>
      <HistoryPage />
    </Prefetched>
  );
}
