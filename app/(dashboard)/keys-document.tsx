import { AdminsOnly } from "@/components/account/permissions";
import { keysQuery } from "@/components/keys/api";
import { KeysPage } from "@/components/keys/keys-page";
import { projectsQuery } from "@/components/projects/api";
import type { DocumentRequest } from "./document-request";
import { Prefetched } from "./prefetched";

const prefetch = ({ queries, api }: DocumentRequest) =>
  Promise.all([queries.fetchQuery(keysQuery(api)), queries.fetchQuery(projectsQuery(api))]);

/** The API keys of the installation, shown in the settings and as a tab of each project. */
export function KeysDocument() {
  return (
    <Prefetched prefetch={prefetch}>
      <AdminsOnly isForProject>
        <KeysPage />
      </AdminsOnly>
    </Prefetched>
  );
}
