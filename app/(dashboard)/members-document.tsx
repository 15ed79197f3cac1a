import { AdminsOnly } from "@/components/account/permissions";
import { membersQuery } from "@/components/members/api";
import { MembersPage } from "@/components/members/members-page";
import { projectsQuery } from "@/components/projects/api";
import type { DocumentRequest } from "./document-request";
import { Prefetched } from "./prefetched";

const prefetch = ({ queries, api }: DocumentRequest) =>
  Promise.all([queries.fetchQuery(membersQuery(api)), queries.fetchQuery(projectsQuery(api))]);

/** The members of the installation, shown in the settings and as a tab of each project. */
export function MembersDocument() {
  return (
    <Prefetched prefetch={prefetch}>
      <AdminsOnly>
        <MembersPage />
      </AdminsOnly>
    </Prefetched>
  );
}
