import { AdminsOnly } from "@/components/layout/admins-only";
import { membersQuery } from "@/components/members/api";
import { MembersPage } from "@/components/members/members-page";
import { Prefetched } from "./prefetched";

/** The members of the installation, who stand in the settings and among each project's tabs. */
export function MembersDocument() {
  return (
    <Prefetched prefetch={({ queries, api }) => queries.fetchQuery(membersQuery(api))}>
      <AdminsOnly>
        <MembersPage />
      </AdminsOnly>
    </Prefetched>
  );
}
