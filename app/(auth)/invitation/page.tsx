import type { Metadata } from "next";
import { Invitation } from "@/components/account/sign-in";

export const metadata: Metadata = { title: "Invitation" };

export default function Page() {
  return <Invitation />;
}
