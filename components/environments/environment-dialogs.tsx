"use client";

import { useState } from "react";
import { unlessKept } from "@/components/conflict/save-edit";
import { changedFields } from "@/components/forms/field-values";
import { ConfirmDialog, FormDialog } from "@/components/forms/form-dialog";

import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Field } from "@/components/ui/field/field";
import { Checkbox, CodeInput, Input, Select } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { apiUrl } from "@/lib/client/api-client";
import type { Environment } from "@/lib/contract/environment";
import type { Project } from "@/lib/contract/project";
import { type EnvironmentInput, useCreateEnvironment, useDeleteEnvironment, useUpdateEnvironment } from "./api";
import { environmentFill } from "./environment-tabs";

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
  const { form, values, errorAt } = contractForm;
  const isCopy = values.copy_from !== undefined && values.copy_from !== "";
  return (
    <FormDialog
      title="Add an environment"
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
        {(control) => <CodeInput {...control} placeholder="qa" {...form.register("name")} />}
      </Field>
      <Field
        label="Starts with"
        hint={
          isCopy
            ? "It gets every rule and the state of every flag. Whoever is inside a percentage stays inside it."
            : "Everyone gets the default value of each flag."
        }
        error={errorAt("copy_from")}
      >
        {(control) => (
          <Select {...control} className="max-w-60" {...form.register("copy_from", { setValueAs: emptyToUndefined })}>
            <option value="">No rules</option>
            {project.environments.map((name) => (
              <option key={name} value={name}>
                A copy of {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}

const emptyToUndefined = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

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

interface RemoveEnvironmentDialogProps {
  projectId: string;
  environment: Environment;
  onClose: () => void;
}

/** Removes an environment with all that is in it. Asks for its name, as the API does. */
export function RemoveEnvironmentDialog({ projectId, environment, onClose }: RemoveEnvironmentDialogProps) {
  const { name } = environment;
  const { mutateAsync: remove } = useDeleteEnvironment(projectId);
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      description="Its rules, what flags are there, and what test users are to get there are gone for good. Applications
        that ask for it are refused."
      actionLabel="Remove environment"
      isDangerous
      confirmation={{ what: "name", text: name }}
      what="remove the environment"
      act={async (comment) => {
        await remove({ ...environment, comment });
        toast.success(`Removed ${name}`);
        onClose();
      }}
      onClose={onClose}
    >
      {(note) => <ProtectedNote projectId={projectId} reach={[name]} note={note} />}
    </ConfirmDialog>
  );
}
