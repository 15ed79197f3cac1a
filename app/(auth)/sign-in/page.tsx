import type { Metadata } from "next";
import { SignInForm } from "@/components/account/sign-in";

export const metadata: Metadata = { title: "Sign in" };

export default function Page() {
  return <SignInForm />;
}
