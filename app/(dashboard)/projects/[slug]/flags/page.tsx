import type { Metadata } from "next";
import { flagsQuery } from "@/components/flags/api";
import { FlagsPage } from "@/components/flags/list/flags-page";
import { projectOf } from "../../../document-request";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "Flags" };

export default function Page() {
  return (
    <Prefetched
      prefetch={async (request) => request.queries.fetchQuery(flagsQuery((await projectOf(request)).id, request.api))}
    >
      <FlagsPage />
    </Prefetched>
  );
}
