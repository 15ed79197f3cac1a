"use client";

import { FormProblem } from "@/components/forms/form-problem";
import { PasswordInput } from "@/components/forms/password-input";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { isApiError } from "@/lib/client/api-error";
import { limits } from "@/lib/contract/limits";
import { authClient, type SetUpInput } from "./api";
import { StartChoice } from "./start-choice";

const DEFAULT_NAME = "My project";

/** Makes the first admin and the first project. */
export function SetUpForm({ token }: { token: string }) {
  const { form, values, set, formProps, isBusy, problem, errorAt } = useContractForm<SetUpInput>({
    defaultValues: { token, name: "", email: "", password: "", start_with: { kind: "demo" } },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/sign-in")).setUpSchema),
    what: "set up Guidon",
    explain: (error) => (isApiError(error, 403) || isApiError(error, 409) ? `${error.message}.` : undefined),
    send: async (values) => {
      const { project_slug } = await authClient.setUp(values);
      window.location.assign(project_slug === null ? "/projects" : `/projects/${project_slug}/flags`);
    },
  });
  const { kind } = values.start_with;

  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormProblem text={problem} />
      <Field label="Your name" error={errorAt("name")}>
        {(control) => <Input {...control} autoComplete="name" {...form.register("name")} />}
      </Field>
      <Field label="E-mail" error={errorAt("email")}>
        {(control) => (
          <Input {...control} type="email" autoComplete="username" autoCapitalize="none" {...form.register("email")} />
        )}
      </Field>
      <Field
        label="Password"
        hint={`At least ${limits.passwordMinLength} characters. A few words together do well.`}
        error={errorAt("password")}
      >
        {(control) => <PasswordInput {...control} autoComplete="new-password" {...form.register("password")} />}
      </Field>
      <StartChoice
        value={kind}
        onChange={(next) => set("start_with", next === "demo" ? { kind: next } : { kind: next, name: DEFAULT_NAME })}
      />
      {kind === "project" && (
        <Field label="Project name" error={errorAt("start_with.name")}>
          {(control) => <Input {...control} autoComplete="off" {...form.register("start_with.name")} />}
        </Field>
      )}
      <Button type="submit" variant="primary" isBusy={isBusy} className="mt-1 h-9 w-full">
        Create account and start
      </Button>
    </form>
  );
}
