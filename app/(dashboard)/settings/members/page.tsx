import type { Metadata } from "next";
import { AdminsOnly } from "@/components/layout/admins-only";
import { MembersPage } from "@/components/members/members-page";
import { membersQuery } from "@/lib/client/use-members";
import { AskedFirst } from "../../asked-first";

export const metadata: Metadata = { title: "Members" };

export default function Page() {
  return (
    <AskedFirst ask={({ queries, api }) => queries.fetchQuery(membersQuery(api))}>
      <AdminsOnly>
        <MembersPage />
      </AdminsOnly>
    </AskedFirst>
  );
}
