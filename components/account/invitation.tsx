"use client";

import { FormProblem } from "@/components/forms/form-actions";
import { PasswordInput } from "@/components/forms/password-input";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { isApiError } from "@/lib/client/api-error";
import { limits } from "@/lib/contract/limits";
import { type AcceptInvitationInput, authClient } from "./api";
import { AuthCard, useLinkParameters } from "./auth-card";

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
        <Field
          label="Password"
          hint={`At least ${limits.passwordMinLength} characters. A few words together do well.`}
          error={errorAt("password")}
        >
          {(control) => <PasswordInput {...control} autoComplete="new-password" {...form.register("password")} />}
        </Field>
        <Button type="submit" variant="primary" isBusy={isBusy} className="mt-1 h-9 w-full">
          Set password and sign in
        </Button>
      </form>
    </AuthCard>
  );
}
