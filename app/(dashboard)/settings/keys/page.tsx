import type { Metadata } from "next";
import { KeysPage } from "@/components/keys/keys-page";
import { AdminsOnly } from "@/components/layout/admins-only";
import { keysQuery } from "@/lib/client/use-keys";
import { projectsQuery } from "@/lib/client/use-projects";
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
