import type { Metadata } from "next";
import { KeysDocument } from "../../../keys-document";

export const metadata: Metadata = { title: "API keys" };

export default function Page() {
  return <KeysDocument />;
}
