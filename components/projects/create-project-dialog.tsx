"use client";

import { useRouter } from "next/navigation";
import { commaSeparated } from "@/components/forms/comma-separated";
import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import { type CreateProjectInput, useCreateProject } from "./api";

const startingEnvironments = ["production", "staging", "development"];

export function CreateProjectDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { mutateAsync: createProject } = useCreateProject();
  const { form, onSubmit, isBusy, problem, errorAt } = useApiForm<CreateProjectInput>({
    defaultValues: { name: "", environments: startingEnvironments },
    loadSchema: async () => (await import("@/lib/contract/project")).createProjectSchema,
    what: "create the project",
    send: async (values) => {
      const project = await createProject(values);
      // Before it is left: going back must not open this again.
      onClose();
      router.push(`/projects/${project.slug}/flags`);
    },
  });
  return (
    <FormDialog
      title="New project"
      action="Create project"
      onClose={onClose}
      onSubmit={onSubmit}
      isBusy={isBusy}
      problem={problem}
      call={() => ({ method: "POST", path: apiUrl("/flags/projects"), body: form.getValues() })}
    >
      <Field label="Name" error={errorAt("name")}>
        {(control) => <Input {...control} autoComplete="off" placeholder="Web shop" {...form.register("name")} />}
      </Field>
      <Field
        label="Environments"
        hint="Separated by commas, the main one first: it is the default. More can be added later."
        error={errorAt("environments")}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            defaultValue={startingEnvironments.join(", ")}
            onChange={({ currentTarget }) =>
              form.setValue("environments", commaSeparated(currentTarget.value), {
                shouldValidate: form.formState.isSubmitted,
              })
            }
          />
        )}
      </Field>
    </FormDialog>
  );
}
