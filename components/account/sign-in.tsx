"use client";

import { type ReactNode, useMemo, useSyncExternalStore } from "react";
import { FormProblem } from "@/components/forms/form-actions";
import { NewPasswordField, PasswordInput } from "@/components/forms/password-input";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { Logo } from "@/components/ui/icons";

import { isApiError } from "@/lib/client/api-error";
import { type AcceptInvitationInput, authClient, type SignInInput, useSetupState } from "./api";
import { nextAddress, signInProblem } from "./session";

export function SignInForm() {
  const isSetUpNeeded = useSetupState();
  const { form, formProps, isBusy, problem, errorAt } = useContractForm<SignInInput>({
    defaultValues: { email: "", password: "" },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/sign-in")).signInSchema),
    what: "sign in",
    explain: signInProblem,
    send: async (values) => {
      await authClient.signIn(values);
      // A new document, so that nothing of the person before stays.
      window.location.assign(nextAddress(window.location.search, window.location.origin));
    },
  });

  if (isSetUpNeeded) {
    return (
      <AuthCard
        title="Almost there"
        description="Nobody can sign in yet. Open the set-up link that “npm start” printed to create the first admin
          account."
      />
    );
  }
  return (
    <AuthCard title="Sign in to Guidon">
      <form {...formProps} className="flex flex-col gap-4">
        <FormProblem text={problem} />
        <Field label="E-mail" error={errorAt("email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              {...form.register("email")}
            />
          )}
        </Field>
        <Field label="Password" error={errorAt("password")}>
          {(control) => <PasswordInput {...control} autoComplete="current-password" {...form.register("password")} />}
        </Field>
        <Button type="submit" variant="primary" isBusy={isBusy} className="mt-1 h-9 w-full">
          Sign in
        </Button>
        <p className="text-muted text-sm">Forgotten your password? An admin can give you a link to choose a new one.</p>
      </form>
    </AuthCard>
  );
}

/** The page of an invitation: its guest chooses a password. */
export function Invitation() {
  const parameters = useLinkParameters();
  const token = parameters?.get("token") ?? null;
  if (parameters === null) return <AuthCard title="Choose a password" />;
  if (token === null) {
    return (
      <AuthCard
        title="This link is not complete"
        description="Open the whole link that you were given, or ask an admin for a new one."
      />
    );
  }
  return <InvitationForm token={token} email={parameters.get("email") ?? ""} />;
}

function InvitationForm({ token, email }: { token: string; email: string }) {
  const { form, formProps, isBusy, problem, errorAt } = useContractForm<AcceptInvitationInput>({
    defaultValues: { token, password: "" },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/sign-in")).acceptInvitationSchema),
    what: "set the password",
    explain: (error) => (isApiError(error, 403) ? `${error.message}.` : undefined),
    send: async (values) => {
      await authClient.acceptInvitation(values);
      window.location.assign("/");
    },
  });
  return (
    <AuthCard title="Choose a password" description={email === "" ? undefined : `For ${email}.`}>
      <form {...formProps} className="flex flex-col gap-4">
        <FormProblem text={problem} />
        {/* Password managers keep a password with the name that stands beside it. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <NewPasswordField error={errorAt("password")} {...form.register("password")} />
        <Button type="submit" variant="primary" isBusy={isBusy} className="mt-1 h-9 w-full">
          Set password and sign in
        </Button>
      </form>
    </AuthCard>
  );
}

interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}

/** The card that a page shows in its middle to somebody who is not signed in. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <section className="w-full max-w-sm">
      <div className="mb-6 flex flex-col gap-4">
        <Logo />
        <div>
          <h1 className="text-balance font-semibold text-2xl text-ink tracking-tight">{title}</h1>
          {description !== undefined && <p className="mt-1 text-base text-muted">{description}</p>}
        </div>
      </div>
      {children}
    </section>
  );
}

function subscribe(onChange: () => void) {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

/** The part of a one-time link behind its #. It is null until the page is hydrated, because no server ever sees it. */
export function useLinkParameters(): URLSearchParams | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => null,
  );
  return useMemo(() => (hash === null ? null : new URLSearchParams(hash.slice(1))), [hash]);
}
