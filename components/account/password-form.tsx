"use client";

import { toast } from "sonner";
import { FormProblem } from "@/components/forms/form-problem";
import { PasswordInput } from "@/components/forms/password-input";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { isApiError } from "@/lib/client/api-error";
import { waitingTime } from "@/lib/client/waiting-time";
import { limits } from "@/lib/contract/limits";
import { authClient, type ChangePasswordInput } from "./api";

export function PasswordForm({ email }: { email: string }) {
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
