import type { Metadata } from "next";
import { AdminsOnly } from "@/components/layout/admins-only";
import { MembersPage } from "@/components/members/members-page";

export const metadata: Metadata = { title: "Members" };

export default function Page() {
  return (
    <AdminsOnly>
      <MembersPage />
    </AdminsOnly>
  );
}
