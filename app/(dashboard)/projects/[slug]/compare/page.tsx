import type { Metadata } from "next";
import { comparisonQuery } from "@/components/promotion/api";
import { ComparePage } from "@/components/promotion/compare-page";
import { shownPair } from "@/components/promotion/environment-pair";
import { segmentsQuery } from "@/components/segments/api";
import { type DocumentRequest, projectOf } from "../../../document-request";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "Compare environments" };

interface CompareRouteProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CompareRoute({ searchParams }: CompareRouteProps) {
  const asked = await searchParams;
  const named = (name: string) => [asked[name]].flat()[0];
  const prefetchComparison = async (request: DocumentRequest) => {
    const project = await projectOf(request);
    const { queries, api } = request;
    const pair = shownPair(project, { from: named("from"), to: named("to") });
    return Promise.all([
      pair && queries.fetchQuery(comparisonQuery(project.id, pair, undefined, api)),
      queries.fetchQuery(segmentsQuery(project.id, api)),
    ]);
  };
  return (
    <Prefetched prefetch={prefetchComparison}>
      <ComparePage />
    </Prefetched>
  );
}
