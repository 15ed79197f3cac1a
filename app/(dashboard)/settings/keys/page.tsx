import type { Metadata } from "next";
import { keysQuery } from "@/components/keys/api";
import { KeysPage } from "@/components/keys/keys-page";
import { AdminsOnly } from "@/components/layout/admins-only";
import { projectsQuery } from "@/components/projects/api";
import { AskedFirst } from "../../asked-first";
import type { Visit } from "../../visit";

export const metadata: Metadata = { title: "API keys" };

const askForKeys = ({ queries, api }: Visit) =>
  Promise.all([queries.fetchQuery(keysQuery(api)), queries.fetchQuery(projectsQuery(api))]);

export default function Page() {
  return (
    <AskedFirst ask={askForKeys}>
      <AdminsOnly>
        <KeysPage />
      </AdminsOnly>
    </AskedFirst>
  );
}
