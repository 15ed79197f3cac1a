"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { LazyChangedNotice } from "@/components/conflict/conflict-host";
import { unlessKept } from "@/components/conflict/save-edit";
import { changedFields } from "@/components/forms/field-values";
import { FormActions, FormProblem } from "@/components/forms/form-actions";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Button } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field/field";
import { Checkbox, CodeInput, Input, Select } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { historySettled, UnsavedChanges } from "@/components/unsaved-changes/unsaved-changes";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { useUpdateProject } from "./api";

interface ProjectDraft {
  name: string;
  slug: string;
  settings: { default_environment: string; sample_contexts: boolean };
}

const draftOf = ({ name, slug, settings }: Project): ProjectDraft => ({
  name,
  slug,
  // The API leaves it out while it is off.
  settings: { default_environment: settings.default_environment, sample_contexts: settings.sample_contexts ?? false },
});

/** Changes a project. Others' changes show here while nothing is typed, and are never sent back. */
export function ProjectForm({ project }: { project: Project }) {
  const router = useRouter();
  const [base, setBase] = useState(project);
  const update = useUpdateProject(project.id);
  const { form, values, formProps, isBusy, problem, errorAt, note } = useContractForm<ProjectDraft>({
    defaultValues: draftOf(base),
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/project")).updateProjectSchema),
    what: "save the project",
    explain: unlessKept,
    send: async (values, comment) => {
      const opened = draftOf(base);
      const change = changedFields(opened, values);
      const saved = await update.mutateAsync({ opened, change, fieldsOf: draftOf, comment });
      // What was typed during the save is kept as an unsaved change.
      restart(saved, changedFields(values, form.getValues()));
      note.onChange("");
      toast.success("Saved the project");
    },
  });
  const { isDirty } = form.formState;
  // Right after a save the page's project is the older one, until it has been read again.
  const isChanged =
    project.updated_at >= base.updated_at && Object.keys(changedFields(draftOf(base), draftOf(project))).length > 0;
  /** Continues the edit on the newest state, with these fields. */
  const restart = (stored: Project, typed: Partial<ProjectDraft>) => {
    setBase(stored);
    form.reset(draftOf(stored));
    for (const [name, value] of Object.entries(typed)) {
      // `Object.entries` loses the types of the draft's names and values.
      form.setValue(name as keyof ProjectDraft, value as never, { shouldDirty: true });
    }
  };
  // Without typed changes there is nothing to keep.
  useEffect(() => {
    if (isChanged && !isDirty) restart(project, {});
  });
  // Goes to the new address once nothing is unsaved and the history has only the page's own entry.
  const newSlug = isDirty || base.slug === project.slug ? null : base.slug;
  useEffect(() => {
    if (newSlug !== null) historySettled().then(() => router.replace(`/projects/${newSlug}/settings`));
  }, [newSlug, router]);
  return (
    <Card className="p-4">
      <form {...formProps} className="flex flex-col gap-4">
        <FormProblem text={problem} />
        {isChanged && isDirty && (
          <LazyChangedNotice
            kind="project"
            resourceId={project.id}
            opened={{ ...draftOf(base) }}
            mine={{ ...values }}
            theirs={{ ...draftOf(project) }}
            onRebase={(fields) => restart(project, fields)}
          />
        )}
        <Field label="Name" error={errorAt("name")}>
          {(control) => (
            <Input
              {...control}
              // The default value, here and below, lets the server render it.
              defaultValue={project.name}
              maxLength={limits.nameLength}
              {...form.register("name")}
            />
          )}
        </Field>
        <Field
          label="Address"
          hint="Part of the address of each of its pages. Links to the old one stop working."
          error={errorAt("slug")}
        >
          {(control) => (
            <CodeInput
              {...control}
              defaultValue={project.slug}
              maxLength={limits.slugLength}
              {...form.register("slug")}
            />
          )}
        </Field>
        <Field
          label="Default environment"
          hint="For applications that name no environment."
          error={errorAt("settings.default_environment")}
        >
          {(control) => (
            <Select
              {...control}
              defaultValue={project.settings.default_environment}
              className="max-w-60"
              {...form.register("settings.default_environment")}
            >
              {project.environments.map((environment) => (
                <option key={environment} value={environment}>
                  {environment}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Checkbox
          label="Show how many people match while editing"
          hint="Counted over the last 1,000 people seen. Only attributes that rules use are kept, in the server's
            memory."
          defaultChecked={project.settings.sample_contexts ?? false}
          {...form.register("settings.sample_contexts")}
        />
        <p className="flex items-center gap-1 text-muted text-sm">
          Id, for developers: <code className="wrap-anywhere font-mono">{project.id}</code>
          <CopyButton text={project.id} label="Copy project id" />
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <FormActions note={isDirty ? note : undefined}>
            <Button type="submit" variant="primary" isBusy={isBusy} disabled={!isDirty}>
              Save
            </Button>
          </FormActions>
        </div>
      </form>
      <UnsavedChanges isDirty={isDirty} />
    </Card>
  );
}
