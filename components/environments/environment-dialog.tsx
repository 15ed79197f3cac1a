"use client";

import { useState } from "react";
import { unlessKept } from "@/components/conflict/save-edit";
import { changedFields } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Checkbox } from "@/components/ui/field/checkbox";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { apiUrl } from "@/lib/client/api-client";
import type { Environment } from "@/lib/contract/environment";
import type { Project } from "@/lib/contract/project";
import { environmentFill } from "./environment-color";
import { useUpdateEnvironment } from "./mutations";

// Object.keys forgets that a typed literal's keys are exactly its type's.
const colors = Object.keys(environmentFill) as Environment["color"][];

interface EnvironmentDialogProps {
  project: Pick<Project, "id" | "environments">;
  environment: Environment;
  onClose: () => void;
}

/** Edits an environment's title, colour, position and protection. */
export function EnvironmentDialog({ project, environment, onClose }: EnvironmentDialogProps) {
  const { name, title, color, position, is_protected } = environment;
  // The fields as they were when the edit began.
  const [opened] = useState({ title, color, position, is_protected });
  const { mutateAsync: update } = useUpdateEnvironment(project.id, name);
  const contractForm = useContractForm({
    defaultValues: opened,
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/environment")).updateEnvironmentSchema),
    what: "save the environment",
    explain: unlessKept,
    send: async (values, comment) => {
      const saved = await update({ opened, change: changedFields(opened, values), comment });
      toast.success(`Saved ${saved.title}`);
      onClose();
    },
  });
  const { form, set, values, errorAt } = contractForm;
  return (
    <FormDialog
      title={`Environment ${name}`}
      description="Applications know it by its name, which cannot be changed later."
      action="Save"
      onClose={onClose}
      form={contractForm}
      call={() => ({
        method: "PATCH",
        path: apiUrl(`/flags/projects/${project.id}/environments/${name}`),
        body: changedFields(opened, form.getValues()),
      })}
    >
      <Field label="Title" error={errorAt("title")}>
        {(control) => <Input {...control} autoComplete="off" {...form.register("title")} />}
      </Field>
      <Field label="Colour" error={errorAt("color")}>
        {(control) => (
          <Select {...control} className="max-w-60" {...form.register("color")}>
            {colors.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Place" hint="Among the tabs of a flag." error={errorAt("position")}>
        {(control) => (
          <Select {...control} className="max-w-60" {...form.register("position", { valueAsNumber: true })}>
            {project.environments.map((each, index) => (
              <option key={each} value={index + 1}>
                {index + 1}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Checkbox
        label="Protected"
        hint="Before anything is saved that reaches it, who changes is shown and has to be confirmed."
        checked={values.is_protected}
        onChange={({ currentTarget }) => set("is_protected", currentTarget.checked)}
      />
    </FormDialog>
  );
}
