import type { Metadata } from "next";
import { flagsQuery } from "@/components/flags/api";
import { FlagsPage } from "@/components/flags/list/flags-page";
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
