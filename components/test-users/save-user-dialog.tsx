"use client";

import { unlessKept } from "@/components/conflict/save-edit";
import { FormDialog } from "@/components/forms/form-dialog";
import { useContractForm } from "@/components/forms/use-contract-form";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import type { JsonObject } from "@/lib/contract/json";
import { limits } from "@/lib/contract/limits";
import type { TestUser } from "@/lib/contract/test-user";
import { saveTestUserCall, useSaveTestUser } from "./api";

interface SaveUserDialogProps {
  projectId: string;
  context: JsonObject;
  users: readonly TestUser[];
  picked: TestUser | undefined;
  /** The picked user, as it was when it was picked. */
  opened: TestUser | undefined;
  onClose: () => void;
  onSaved: (saved: TestUser) => void;
}

/** Asks for a name. The name of a saved user replaces that user. */
export function SaveUserDialog({ projectId, context, users, picked, opened, onClose, onSaved }: SaveUserDialogProps) {
  const save = useSaveTestUser(projectId);
  const replacedBy = (name: string) => users.find((user) => user.name === name.trim());
  const asOpened = (user: TestUser | undefined) => (opened?.id === user?.id ? opened : user);
  const fieldsOf = (name: string) => ({ replaced: asOpened(replacedBy(name)), name: name.trim(), context });
  const contractForm = useContractForm({
    defaultValues: { name: picked?.name ?? "" },
    loadCheck: async () => (values) => (values.name.trim() === "" ? { name: ["A name is needed"] } : {}),
    what: "save the test user",
    explain: unlessKept,
    send: async ({ name }, comment) => {
      const saved = await save.mutateAsync({ ...fieldsOf(name), comment });
      onSaved(saved);
      onClose();
    },
  });
  const { form, values, errorAt } = contractForm;
  const replaced = replacedBy(values.name);

  return (
    <FormDialog
      title="Save test user"
      description="Everyone in this project can pick them again, and sees below the rules what they get."
      size="sm"
      action={replaced === undefined ? "Save" : "Replace"}
      onClose={onClose}
      form={contractForm}
      call={() => {
        const call = saveTestUserCall(projectId, fieldsOf(values.name));
        return { ...call, path: apiUrl(call.path) };
      }}
    >
      <Field
        label="Name"
        hint={
          replaced === undefined
            ? "Such as “Ada, on pro, in the UK”."
            : `Replaces the attributes of “${replaced.name}”.`
        }
        error={errorAt("name")}
      >
        {(control) => <Input {...control} maxLength={limits.nameLength} {...form.register("name")} />}
      </Field>
    </FormDialog>
  );
}
