"use client";

import { FormProblem } from "@/components/forms/form-actions";
import { PasswordInput } from "@/components/forms/password-input";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { authClient, type SignInInput, useSetupState } from "./api";
import { AuthCard } from "./auth-card";
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
        description="Nobody can sign in yet. Open the set-up link that “npm start” printed to create the first admin account."
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
