import type { Metadata } from "next";
import { MembersDocument } from "../../members-document";

export const metadata: Metadata = { title: "Members" };

export default function Page() {
  return <MembersDocument />;
}
