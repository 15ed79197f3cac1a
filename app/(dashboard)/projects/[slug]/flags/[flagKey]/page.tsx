import type { Metadata } from "next";
import { environmentsQuery, shownEnvironment } from "@/components/environments/api";
import { flagStatsQuery } from "@/components/evaluations/api";
import { flagQuery } from "@/components/flags/api";
import { FlagPage } from "@/components/flags/detail/flag-page";
import { rulesQuery } from "@/components/rules/api";
import { segmentsQuery } from "@/components/segments/api";
import { type DocumentRequest, projectOf } from "../../../../document-request";
import { Prefetched } from "../../../../prefetched";

interface FlagRouteProps {
  params: Promise<{ flagKey: string }>;
  searchParams: Promise<{ env?: string | string[] }>;
}

export async function generateMetadata({ params }: FlagRouteProps): Promise<Metadata> {
  return { title: (await params).flagKey };
}

export default async function FlagRoute({ params, searchParams }: FlagRouteProps) {
  const [{ flagKey }, { env }] = await Promise.all([params, searchParams]);
  const prefetchRules = async (request: DocumentRequest) => {
    const project = await projectOf(request);
    const { queries, api } = request;
    const environment = shownEnvironment(project, [env].flat()[0]);
    return Promise.all([
      queries.fetchQuery(segmentsQuery(project.id, api)),
      queries.fetchQuery(environmentsQuery(project.id, api)),
      queries
        .fetchQuery(flagQuery(project.id, flagKey, api))
        .then((flag) =>
          Promise.all([
            queries.fetchQuery(rulesQuery(flag, environment, api)),
            queries.fetchQuery(flagStatsQuery(flag, environment, api)),
          ]),
        ),
    ]);
  };
  return (
    <Prefetched prefetch={prefetchRules}>
      <FlagPage flagKey={flagKey} />
    </Prefetched>
  );
}
