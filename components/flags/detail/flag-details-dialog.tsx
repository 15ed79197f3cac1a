"use client";

import { useState } from "react";
import { changedFields } from "@/components/forms/changed-fields";
import { commaSeparated } from "@/components/forms/comma-separated";
import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { Input, Textarea } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import type { Flag } from "@/lib/contract/flag";
import { useUpdateFlag } from "../api";
import type { FlagDialogProps } from "./flag-menu";

type Details = Pick<Flag, "name" | "description" | "tags">;

/** A flag's name, description and tags. */
export function FlagDetailsDialog({ flag, onClose }: FlagDialogProps) {
  const { mutateAsync } = useUpdateFlag(flag);
  // As it was when the dialog opened: what somebody else changes meanwhile is not sent back to what it was.
  const [initial] = useState<Details>({ name: flag.name, description: flag.description, tags: flag.tags });
  const contractForm = useContractForm<Details>({
    defaultValues: initial,
    loadCheck: schemaCheck(async () => {
      const { updateFlagSchema } = await import("@/lib/contract/flag");
      return updateFlagSchema.pick({ name: true, description: true, tags: true }).required();
    }),
    what: "save the flag",
    send: async (values) => {
      await mutateAsync(changedFields(initial, values));
      onClose();
    },
  });
  const { form, set, errorAt } = contractForm;
  return (
    <FormDialog
      title="Edit details"
      description="Its key and its type are fixed."
      action="Save"
      onClose={onClose}
      form={contractForm}
      call={() => ({
        method: "PATCH",
        path: apiUrl(`/flags/${flag.id}`),
        body: changedFields(initial, form.getValues()),
      })}
    >
      <Field label="Name" error={errorAt("name")}>
        {(control) => <Input {...control} autoComplete="off" {...form.register("name")} />}
      </Field>
      <Field label="Description" isOptional error={errorAt("description")}>
        {(control) => (
          <Textarea
            {...control}
            {...form.register("description", { setValueAs: (text: string | null) => (text === "" ? null : text) })}
          />
        )}
      </Field>
      <Field label="Tags" isOptional hint="Separated by commas." error={errorAt("tags")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            defaultValue={initial.tags.join(", ")}
            onChange={({ currentTarget }) => set("tags", commaSeparated(currentTarget.value))}
          />
        )}
      </Field>
    </FormDialog>
  );
}
