import type { Metadata } from "next";
import { Invitation } from "@/components/account/invitation";

export const metadata: Metadata = { title: "Invitation" };

export default function Page() {
  return <Invitation />;
}
