"use client";

import { buttonClass } from "@/components/ui/button/button-class";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page/page-link";
import { useSetupState } from "./api";
import { AuthCard } from "./auth-card";
import { SetUpForm } from "./set-up-form";
import { useLinkParameters } from "./use-link-parameters";

/** The page of the set-up link: the form, or why there is none. */
export function SetUp() {
  const isNeeded = useSetupState();
  const parameters = useLinkParameters();
  if (isNeeded === undefined || parameters === null) return <AuthCard title="Welcome to Guidon" />;
  if (!isNeeded) {
    return (
      <AuthCard
        title="Guidon is set up"
        description="The first admin account exists already. Ask an admin to invite you."
      >
        <PageLink className={cn(buttonClass("primary", "md"), "h-9 w-full")} href="/sign-in">
          Sign in
        </PageLink>
      </AuthCard>
    );
  }
  const token = parameters.get("token");
  if (token === null) {
    return (
      <AuthCard
        title="Open the set-up link"
        description="“npm start” printed a link to this page with a one-time token in it. Only whoever started Guidon can read it."
      />
    );
  }
  return (
    <AuthCard title="Welcome to Guidon" description="Create the first admin account. It takes half a minute.">
      <SetUpForm token={token} />
    </AuthCard>
  );
}
