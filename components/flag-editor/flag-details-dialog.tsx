"use client";

import { CopyAsCurl } from "@/components/curl/copy-as-curl";
import { FormProblem } from "@/components/forms/form-problem";
import { useApiForm } from "@/components/forms/use-api-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useUpdateFlag } from "@/lib/client/use-update-flag";
import type { Flag } from "@/lib/contract/flag";
import { changedFields } from "@/lib/forms/changed-fields";
import { commaSeparated } from "@/lib/forms/key-from-name";
import type { FlagDialogProps } from "./flag-menu";

type Details = Pick<Flag, "name" | "description" | "tags">;

/** A flag's name, description and tags. */
export function FlagDetailsDialog({ flag, onClose }: FlagDialogProps) {
  const { mutateAsync } = useUpdateFlag();
  const initial: Details = { name: flag.name, description: flag.description, tags: flag.tags };
  const { form, onSubmit, isBusy, problem, errorAt } = useApiForm<Details>({
    defaultValues: initial,
    loadSchema: async () => {
      const { updateFlagSchema } = await import("@/lib/contract/flag");
      return updateFlagSchema.pick({ name: true, description: true, tags: true }).required();
    },
    what: "save the flag",
    send: async (values) => {
      await mutateAsync({ flag, change: changedFields(initial, values) });
      onClose();
    },
  });
  return (
    <Dialog isOpen onOpenChange={onClose} title="Edit details" description="Its key and its type are fixed.">
      <form noValidate onSubmit={onSubmit} className="flex min-h-0 flex-col">
        <DialogBody className="flex flex-col gap-4">
          <FormProblem text={problem} />
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
                defaultValue={flag.tags.join(", ")}
                onChange={({ currentTarget }) => form.setValue("tags", commaSeparated(currentTarget.value))}
              />
            )}
          </Field>
        </DialogBody>
        <DialogFooter>
          <CopyAsCurl
            className="mr-auto"
            call={() => ({
              method: "PATCH",
              path: `/api/v1/flags/${flag.id}`,
              body: changedFields(initial, form.getValues()),
            })}
          />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={isBusy}>
            Save
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
