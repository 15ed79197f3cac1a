"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { apiUrl } from "@/lib/client/api-client";
import type { Project } from "@/lib/contract/project";
import { type EnvironmentInput, useCreateEnvironment } from "./mutations";

interface AddEnvironmentDialogProps {
  project: Pick<Project, "id" | "environments">;
  onClose: () => void;
}

/** Adds an environment that begins empty, or as a copy of another. */
export function AddEnvironmentDialog({ project, onClose }: AddEnvironmentDialogProps) {
  const { mutateAsync: create } = useCreateEnvironment(project.id);
  const contractForm = useContractForm<EnvironmentInput>({
    defaultValues: { name: "", copy_from: undefined },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/environment")).createEnvironmentSchema),
    what: "add the environment",
    send: async (values, comment) => {
      const made = await create({ ...values, comment });
      toast.success(`Added ${made.title}`);
      onClose();
    },
  });
  const { form, errorAt } = contractForm;
  return (
    <FormDialog
      title="Add an environment"
      description="The copy gets every rule and the state of every flag. Whoever is inside a percentage stays inside it."
      action="Add environment"
      onClose={onClose}
      form={contractForm}
      call={() => ({
        method: "POST",
        path: apiUrl(`/flags/projects/${project.id}/environments`),
        body: form.getValues(),
      })}
    >
      <Field
        label="Name"
        hint="Lower-case letters, digits, - and _. It cannot be changed later."
        error={errorAt("name")}
      >
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
      <Field label="Begins" error={errorAt("copy_from")}>
        {(control) => (
          <Select {...control} className="max-w-60" {...form.register("copy_from", { setValueAs: emptyToUndefined })}>
            <option value="">Without rules</option>
            {project.environments.map((name) => (
              <option key={name} value={name}>
                As a copy of {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}

const emptyToUndefined = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
