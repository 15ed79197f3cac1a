"use client";

import { useRouter } from "next/navigation";
import { commaSeparated } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { CodeInput, Input } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import { type CreateProjectInput, useCreateProject } from "./api";

const startingEnvironments = ["production", "staging", "development"];

export function CreateProjectDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const { mutateAsync: createProject } = useCreateProject();
  const contractForm = useContractForm<CreateProjectInput>({
    defaultValues: { name: "", environments: startingEnvironments },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/project")).createProjectSchema),
    what: "create the project",
    send: async (values, comment) => {
      const project = await createProject({ ...values, comment });
      // The address changes before the page is left, so that going back does not open the dialog again.
      onClose();
      router.push(`/projects/${project.slug}/flags`);
    },
  });
  const { form, set, errorAt } = contractForm;
  return (
    <FormDialog
      title="New project"
      action="Create project"
      onClose={onClose}
      form={contractForm}
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
          <CodeInput
            {...control}
            defaultValue={startingEnvironments.join(", ")}
            onChange={({ currentTarget }) => set("environments", commaSeparated(currentTarget.value))}
          />
        )}
      </Field>
    </FormDialog>
  );
}
