"use client";

import { useId } from "react";
import { FormProblem } from "@/components/forms/form-actions";
import { NewPasswordField } from "@/components/forms/password-input";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Button, buttonClass } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { PageLink } from "@/components/ui/page/page-header";
import { isApiError } from "@/lib/client/api-error";
import { authClient, type SetUpInput, useSetupState } from "./api";
import { AuthCard, useLinkParameters } from "./sign-in";

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
        description="“npm start” printed a link to this page with a one-time token in it. Only whoever started Guidon
          can read it."
      />
    );
  }
  return (
    <AuthCard title="Welcome to Guidon" description="Create the first admin account. It takes half a minute.">
      <SetUpForm token={token} />
    </AuthCard>
  );
}

const DEFAULT_NAME = "My project";

/** Makes the first admin and the first project. */
function SetUpForm({ token }: { token: string }) {
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
      <NewPasswordField error={errorAt("password")} {...form.register("password")} />
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

interface StartChoiceProps {
  value: "demo" | "project";
  onChange: (value: "demo" | "project") => void;
}

const choices = [
  {
    value: "demo",
    title: "A demo project",
    text: "A made-up product team's flags, audiences and rules. Look around, change anything, delete it later.",
  },
  {
    value: "project",
    title: "An empty project",
    text: "Production, staging and development, and nothing in them yet.",
  },
] as const;

/** What the first project is. */
function StartChoice({ value, onChange }: StartChoiceProps) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink text-sm">Start with</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex cursor-pointer gap-3 rounded-panel border border-line-strong bg-panel p-3 transition-colors
            hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2
            has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            className="mt-0.5 size-4 shrink-0 accent-accent-solid outline-none"
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span className="min-w-0">
            <span className="block font-medium text-base text-ink">{choice.title}</span>
            <span className="block text-muted text-sm">{choice.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
