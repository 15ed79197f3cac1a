import type { Metadata } from "next";
import { FlagsPage } from "@/components/flags/list/flags-page";
import { flagsQuery } from "@/lib/client/use-flags";
import { AskedFirst } from "../../../asked-first";
import { projectOf } from "../../../visit";

export const metadata: Metadata = { title: "Flags" };

export default function Page() {
  return (
    <AskedFirst ask={async (visit) => visit.queries.fetchQuery(flagsQuery((await projectOf(visit)).id, visit.api))}>
      <FlagsPage />
    </AskedFirst>
  );
}
