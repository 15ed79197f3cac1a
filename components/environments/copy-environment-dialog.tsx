"use client";

import { toast } from "sonner";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import type { Project } from "@/lib/contract/project";
import { type EnvironmentInput, useCreateEnvironment } from "./api";

interface CopyEnvironmentDialogProps {
  project: Pick<Project, "id" | "environments">;
  onClose: () => void;
}

/** Makes an environment that begins as a copy of another. */
export function CopyEnvironmentDialog({ project, onClose }: CopyEnvironmentDialogProps) {
  const { mutateAsync: create } = useCreateEnvironment(project.id);
  const contractForm = useContractForm<EnvironmentInput>({
    defaultValues: { name: "", copy_from: project.environments[0] ?? "" },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/environment")).createEnvironmentSchema),
    what: "copy the environment",
    send: async (values, comment) => {
      const made = await create({ ...values, comment });
      toast.success(`Made ${made.name} as a copy`);
      onClose();
    },
  });
  const { form, errorAt } = contractForm;
  return (
    <FormDialog
      title="Copy an environment"
      description="With every rule, and with what each flag is there. Whoever is inside a percentage stays inside it."
      action="Copy"
      onClose={onClose}
      form={contractForm}
      call={() => ({
        method: "POST",
        path: apiUrl(`/flags/projects/${project.id}/environments`),
        body: form.getValues(),
      })}
    >
      <Field label="Copy of" error={errorAt("copy_from")}>
        {(control) => (
          <Select {...control} className="max-w-60" {...form.register("copy_from")}>
            {project.environments.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Name" hint="Lower-case letters, digits, - and _. It stays." error={errorAt("name")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="qa"
            className="font-mono"
            {...form.register("name")}
          />
        )}
      </Field>
    </FormDialog>
  );
}
