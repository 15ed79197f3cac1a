import type { Metadata } from "next";
import { shownEnvironment } from "@/components/environments/shown-environment";
import { flagQuery } from "@/components/flags/api";
import { FlagPage } from "@/components/flags/detail/flag-page";
import { rulesQuery } from "@/components/rules/api";
import { segmentsQuery } from "@/components/segments/api";
import { AskedFirst } from "../../../../asked-first";
import { projectOf, type Visit } from "../../../../visit";

interface FlagRouteProps {
  params: Promise<{ flagKey: string }>;
  searchParams: Promise<{ env?: string | string[] }>;
}

export async function generateMetadata({ params }: FlagRouteProps): Promise<Metadata> {
  return { title: (await params).flagKey };
}

export default async function FlagRoute({ params, searchParams }: FlagRouteProps) {
  const [{ flagKey }, { env }] = await Promise.all([params, searchParams]);
  const askForRules = async (visit: Visit) => {
    const project = await projectOf(visit);
    const { queries, api } = visit;
    const environment = shownEnvironment(project, [env].flat()[0]);
    return Promise.all([
      queries.fetchQuery(segmentsQuery(project.id, api)),
      queries
        .fetchQuery(flagQuery(project.id, flagKey, api))
        .then((flag) => queries.fetchQuery(rulesQuery(flag, environment, api))),
    ]);
  };
  return (
    <AskedFirst ask={askForRules}>
      <FlagPage flagKey={flagKey} />
    </AskedFirst>
  );
}
