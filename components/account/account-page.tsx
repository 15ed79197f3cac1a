"use client";

import { FormProblem } from "@/components/forms/form-actions";
import { PasswordInput } from "@/components/forms/password-input";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { roleChoices } from "@/components/members/words";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field/field";
import { PageHeader } from "@/components/ui/page/page-header";
import { ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { toast } from "@/components/ui/toast";
import { isApiError, waitingTime } from "@/lib/client/api-error";
import { limits } from "@/lib/contract/limits";
import { authClient, type ChangePasswordInput, useMe } from "./api";

/** Who I am here, and my password. */
export function AccountPage() {
  const { data: me, error, refetch } = useMe();
  if (me === undefined) {
    return error === null ? <PageSkeleton /> : <ErrorState error={error} what="your account" onRetry={refetch} />;
  }
  const facts = [
    { label: "Name", value: me.name },
    { label: "E-mail", value: me.email ?? "" },
    { label: "Role", value: me.role === null ? "" : `${roleChoices[me.role].label}. ${roleChoices[me.role].text}` },
  ];
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex max-w-xl flex-col gap-6">
        <Card>
          <dl>
            {facts.map(({ label, value }) => (
              <div
                key={label}
                className="flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b px-4 py-3 last:border-b-0"
              >
                <dt className="w-20 shrink-0 text-base text-muted">{label}</dt>
                <dd className="wrap-anywhere min-w-0 flex-1 basis-48 text-base text-ink">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card className="p-4">
          <h2 className="mb-4 font-medium text-ink text-lg">Change password</h2>
          <PasswordForm email={me.email ?? ""} />
        </Card>
      </div>
    </>
  );
}

function PasswordForm({ email }: { email: string }) {
  const { form, formProps, isBusy, problem, errorAt } = useContractForm<ChangePasswordInput>({
    defaultValues: { current_password: "", new_password: "" },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/sign-in")).changePasswordSchema),
    what: "change the password",
    explain: (error) =>
      isApiError(error, 429)
        ? `Too many attempts. Try again in ${waitingTime(error.retryAfterSeconds ?? 60)}.`
        : undefined,
    send: async (values) => {
      await authClient.changePassword(values);
      form.reset();
      toast.success("Changed the password. You are signed out everywhere else.");
    },
  });
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem text={problem} />
      {/* Password managers keep a password with the name that stands beside it. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password" error={errorAt("current_password")}>
        {(control) => (
          <PasswordInput {...control} autoComplete="current-password" {...form.register("current_password")} />
        )}
      </Field>
      <Field
        label="New password"
        hint={`At least ${limits.passwordMinLength} characters. It signs you out everywhere else.`}
        error={errorAt("new_password")}
      >
        {(control) => <PasswordInput {...control} autoComplete="new-password" {...form.register("new_password")} />}
      </Field>
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
