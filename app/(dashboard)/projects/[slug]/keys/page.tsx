import type { Metadata } from "next";
import { keysQuery } from "@/components/keys/api";
import { KeysPage } from "@/components/keys/keys-page";
import { AdminsOnly } from "@/components/layout/admins-only";
import { projectsQuery } from "@/components/projects/api";
import type { DocumentRequest } from "../../../document-request";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "API keys" };

const prefetchKeys = ({ queries, api }: DocumentRequest) =>
  Promise.all([queries.fetchQuery(keysQuery(api)), queries.fetchQuery(projectsQuery(api))]);

export default function Page() {
  return (
    <Prefetched prefetch={prefetchKeys}>
      <AdminsOnly>
        <KeysPage />
      </AdminsOnly>
    </Prefetched>
  );
}
