"use client";

import { useRouter } from "next/navigation";
import { FormProblem } from "@/components/forms/form-problem";
import { useApiForm } from "@/components/forms/use-api-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useUpdateProject } from "@/lib/client/use-update-project";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { EnvironmentsField } from "./environments-field";

interface ProjectDraft {
  name: string;
  slug: string;
  environments: string[];
  settings: { default_environment: string };
}

/** Changes a project. */
export function ProjectForm({ project }: { project: Project }) {
  const router = useRouter();
  const update = useUpdateProject(project.id);
  const { form, onSubmit, isBusy, problem, errorAt } = useApiForm<ProjectDraft>({
    defaultValues: {
      name: project.name,
      slug: project.slug,
      environments: project.environments,
      settings: { default_environment: project.settings.default_environment },
    },
    loadSchema: async () => (await import("@/lib/contract/project")).updateProjectSchema,
    what: "save the project",
    send: async (values) => {
      const saved = await update.mutateAsync(values);
      toast.success("Saved.");
      if (saved.slug !== project.slug) router.replace(`/projects/${saved.slug}/settings`);
    },
  });
  const { environments, settings } = form.watch();
  const setEnvironments = (next: string[]) => {
    form.setValue("environments", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    const [first] = next;
    if (!next.includes(settings.default_environment) && first !== undefined) {
      form.setValue("settings.default_environment", first, { shouldDirty: true });
    }
  };
  return (
    <Card className="p-4">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormProblem text={problem} />
        <Field label="Name" error={errorAt("name")}>
          {(control) => (
            <Input
              {...control}
              // Here and below: so that it is there before the form has come alive.
              defaultValue={project.name}
              maxLength={limits.nameLength}
              {...form.register("name")}
            />
          )}
        </Field>
        <Field
          label="Slug"
          hint="In the address of every page of the project. Links to the old one stop working."
          error={errorAt("slug")}
        >
          {(control) => (
            <Input
              {...control}
              defaultValue={project.slug}
              spellCheck={false}
              className="font-mono"
              maxLength={limits.slugLength}
              {...form.register("slug")}
            />
          )}
        </Field>
        <EnvironmentsField value={environments} error={errorAt("environments")} onChange={setEnvironments} />
        <Field
          label="Default environment"
          hint="Where evaluation looks when a request names none."
          error={errorAt("settings.default_environment")}
        >
          {(control) => (
            <Select
              {...control}
              defaultValue={project.settings.default_environment}
              className="max-w-60"
              {...form.register("settings.default_environment")}
            >
              {environments.map((environment) => (
                <option key={environment} value={environment}>
                  {environment}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Button type="submit" variant="primary" isBusy={isBusy} disabled={!form.formState.isDirty}>
            Save
          </Button>
          <p className="flex items-center gap-1 text-muted text-sm">
            Id <code className="wrap-anywhere font-mono">{project.id}</code>
            <CopyButton text={project.id} label="Copy project id" />
          </p>
        </div>
      </form>
    </Card>
  );
}
