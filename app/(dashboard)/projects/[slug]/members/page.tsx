import type { Metadata } from "next";
import { AdminsOnly } from "@/components/layout/admins-only";
import { membersQuery } from "@/components/members/api";
import { MembersPage } from "@/components/members/members-page";
import { Prefetched } from "../../../prefetched";

export const metadata: Metadata = { title: "Members" };

export default function Page() {
  return (
    <Prefetched prefetch={({ queries, api }) => queries.fetchQuery(membersQuery(api))}>
      <AdminsOnly>
        <MembersPage />
      </AdminsOnly>
    </Prefetched>
  );
}
