import type { Metadata } from "next";
import { environmentsQuery } from "@/components/environments/api";
import { flagsQuery } from "@/components/flags/api";
import { FlagsPage } from "@/components/flags/list/flags-page";
import { type DocumentRequest, projectOf } from "../../../document-request";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "Flags" };

async function prefetch(request: DocumentRequest) {
  const { id } = await projectOf(request);
  const { queries, api } = request;
  return Promise.all([queries.fetchQuery(flagsQuery(id, api)), queries.fetchQuery(environmentsQuery(id, api))]);
}

export default function Page() {
  return (
    <Prefetched prefetch={prefetch}>
      <FlagsPage />
    </Prefetched>
  );
}
