"use client";

import { useEffect } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { PasswordInput } from "@/components/forms/password-input";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { settleSession } from "@/lib/client/session-end";
import type { Me } from "@/lib/contract/me";
import { authClient, type SignInInput } from "./api";
import { goToSignIn, signInProblem } from "./session";

interface SessionDialogProps {
  /** The person whose session has ended. Another person's work must not be saved in their name. */
  id: string;
  email: string;
}

/** Signs in over the page. Requests that waited for the session, such as a save, then go on. */
export function SessionDialog({ id, email }: SessionDialogProps) {
  const contractForm = useContractForm<SignInInput>({
    defaultValues: { email, password: "" },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/sign-in")).signInSchema),
    what: "sign in",
    explain: signInProblem,
    send: async (values) => {
      await authClient.signIn(values);
      settleSession(true);
    },
  });
  const { form, errorAt } = contractForm;
  useEffect(() => {
    // They may have signed in again in another tab.
    const look = () => void settleIfRenewed(id);
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [id]);
  return (
    <FormDialog
      title="Sign in again"
      description="Your session has ended. Everything on this page is still here, and what you were saving is saved once
        you have signed in."
      size="sm"
      isSticky
      isInHistory={false}
      action="Sign in"
      cancelLabel="Not now"
      otherAction={
        <Button variant="ghost" className="mr-auto" onClick={goToSignIn}>
          I am somebody else
        </Button>
      }
      onClose={() => settleSession(false)}
      // A typed password is not an unsaved change.
      form={{ ...contractForm, hasChanges: () => false }}
    >
      <p className="wrap-anywhere text-base text-muted">
        As <span className="font-medium text-ink">{email}</span>
      </p>
      {/* Password managers look for the name in a field before the password's field. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field label="Password" error={errorAt("password")}>
        {(control) => <PasswordInput {...control} autoComplete="current-password" {...form.register("password")} />}
      </Field>
    </FormDialog>
  );
}

async function settleIfRenewed(id: string): Promise<void> {
  const response = await fetch("/api/v1/me").catch(() => undefined);
  if (response?.ok !== true) return;
  const { data }: { data: Me } = await response.json();
  if (data.id === id) settleSession(true);
  // Another person must not see what is on this page.
  else goToSignIn();
}
