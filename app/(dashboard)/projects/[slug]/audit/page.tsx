import type { Metadata } from "next";
import { flagsQuery } from "@/components/flags/api";
import { auditQuery } from "@/components/history/api";
import { auditFilterIn } from "@/components/history/audit-filter-in";
import { HistoryPage } from "@/components/history/history-page";
import { segmentsQuery } from "@/components/segments/api";
import { AskedFirst } from "../../../asked-first";
import { projectOf, type Visit } from "../../../visit";

export const metadata: Metadata = { title: "History" };

interface HistoryRouteProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function HistoryRoute({ searchParams }: HistoryRouteProps) {
  const asked = await searchParams;
  const filter = auditFilterIn((name) => [asked[name]].flat()[0]);
  const askForChanges = async (visit: Visit) => {
    const { id } = await projectOf(visit);
    const { queries, api } = visit;
    return Promise.all([
      queries.fetchInfiniteQuery(auditQuery(id, filter, api)),
      // Who can be filtered by, whatever it is filtered by now.
      queries.fetchInfiniteQuery(auditQuery(id, {}, api)),
      queries.fetchQuery(flagsQuery(id, api)),
      queries.fetchQuery(segmentsQuery(id, api)),
    ]);
  };
  return (
    <AskedFirst ask={askForChanges}>
      <HistoryPage />
    </AskedFirst>
  );
}
