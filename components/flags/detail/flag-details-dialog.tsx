"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { unlessKept } from "@/components/conflict/save-edit";
import { changedFields, commaSeparated, emptyToNull } from "@/components/forms/field-values";
import { ConfirmDialog, FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { WhoIsReached } from "@/components/protected/protected-dialog";
import { ProtectedNote } from "@/components/protected/protected-note";
import { useProtectedAmong } from "@/components/protected/use-protected-mutation";
import { Field } from "@/components/ui/field/field";
import { Input, Textarea } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { apiUrl } from "@/lib/client/api-client";
import type { Flag } from "@/lib/contract/flag";
import { useDeleteFlag, useUpdateFlag } from "../api";
import { ClientVisibleField } from "../client-visible-field";
import type { FlagDialogProps } from "./flag-header";

type Details = Pick<Flag, "name" | "description" | "tags"> & { is_client_visible: boolean };

const detailsOf = ({ name, description, tags, is_client_visible = false }: Flag): Details => ({
  ...{ name, description, tags },
  is_client_visible,
});

/** A flag's name, description and tags, and who sees it. */
export function FlagDetailsDialog({ flag, onClose }: FlagDialogProps) {
  const { mutateAsync } = useUpdateFlag(flag);
  const mayChangeAll = useMayChange()("all");
  // The flag as it was when the edit began, so that others' later changes are not sent back.
  const [initial, setInitial] = useState(() => detailsOf(flag));
  const contractForm = useContractForm<Details>({
    defaultValues: initial,
    loadCheck: schemaCheck(async () => {
      const { updateFlagSchema } = await import("@/lib/contract/flag");
      return updateFlagSchema.pick({ name: true, description: true, tags: true, is_client_visible: true }).required();
    }),
    what: "save the flag",
    explain: unlessKept,
    send: async (values, comment) => {
      await mutateAsync({ opened: initial, change: changedFields(initial, values), comment });
      onClose();
    },
  });
  const { form, values, set, reset, errorAt } = contractForm;
  const rebase = (fields: Partial<Details>) => {
    setInitial(detailsOf(flag));
    reset({ ...detailsOf(flag), ...fields });
  };
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
      <ChangedNotice
        kind="flag"
        resourceId={flag.id}
        opened={{ ...initial }}
        mine={{ ...values }}
        theirs={{ ...detailsOf(flag) }}
        onRebase={rebase}
      />
      <Field label="Name" error={errorAt("name")}>
        {(control) => <Input {...control} autoComplete="off" {...form.register("name")} />}
      </Field>
      <Field label="Description" isOptional error={errorAt("description")}>
        {(control) => <Textarea {...control} {...form.register("description", { setValueAs: emptyToNull })} />}
      </Field>
      <Field label="Tags" isOptional hint="Separated by commas." error={errorAt("tags")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            // The key makes a new field when others' tags were taken over: an uncontrolled field keeps its text.
            key={initial.tags.join()}
            defaultValue={values.tags.join(", ")}
            onChange={({ currentTarget }) => set("tags", commaSeparated(currentTarget.value))}
          />
        )}
      </Field>
      <ClientVisibleField
        checked={values.is_client_visible}
        isDisabled={!mayChangeAll}
        onChange={(isVisible) => set("is_client_visible", isVisible)}
      />
    </FormDialog>
  );
}

/** Deletes a flag with its rules in every environment; asks for its key. */
export function DeleteFlagDialog({ flag, project, onClose }: FlagDialogProps) {
  const router = useRouter();
  const { mutateAsync: remove } = useDeleteFlag();
  // As it was when the question was asked.
  const [seen] = useState(flag);
  const guarded = useProtectedAmong(flag.project_id, "all");
  // Who asks for it gets what their code has instead, as of one that is archived.
  const effect = useMemo(() => ({ of: "flag", flag, after: { ...flag, status: "archived" } }) as const, [flag]);
  return (
    <ConfirmDialog
      title={`Delete ${flag.name}?`}
      description="Its rules in every environment go with it, and whoever asks for it is told that it does not exist. It
        can be restored from the history. Archiving it instead keeps serving the default value."
      actionLabel="Delete flag"
      isDangerous
      confirmation={{ what: "key", text: flag.key }}
      what="delete the flag"
      act={async (comment) => {
        await remove({ ...seen, comment });
        toast(`Deleted ${flag.name}`, { description: "It can be restored from the history." });
        router.replace(`/projects/${project.slug}/flags`);
      }}
      onClose={onClose}
    >
      {(note) => (
        <>
          {guarded.length > 0 && <WhoIsReached effect={effect} environments={guarded} />}
          <ProtectedNote projectId={flag.project_id} reach="all" note={note} />
        </>
      )}
    </ConfirmDialog>
  );
}
