import type { Metadata } from "next";
import { KeysPage } from "@/components/keys/keys-page";
import { AdminsOnly } from "@/components/layout/admins-only";

export const metadata: Metadata = { title: "API keys" };

export default function Page() {
  return (
    <AdminsOnly>
      <KeysPage />
    </AdminsOnly>
  );
}
