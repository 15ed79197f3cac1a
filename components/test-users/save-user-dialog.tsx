"use client";

import { type FormEvent, useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { apiUrl } from "@/lib/client/api-client";
import { describeError, isApiError } from "@/lib/client/api-error";
import type { JsonObject } from "@/lib/contract/json";
import { limits } from "@/lib/contract/limits";
import type { TestUser } from "@/lib/contract/test-user";
import { saveTestUserCall, useSaveTestUser } from "./api";

interface SaveUserDialogProps {
  projectId: string;
  context: JsonObject;
  users: readonly TestUser[];
  picked: TestUser | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Asks for a name. With the name of a saved user, that one is replaced. */
export function SaveUserDialog({ projectId, context, users, picked, onClose, onSaved }: SaveUserDialogProps) {
  const [name, setName] = useState(picked?.name ?? "");
  const [problem, setProblem] = useState<string>();
  const save = useSaveTestUser(projectId);
  const replaced = users.find((user) => user.name === name.trim());
  const fields = { ...(replaced !== undefined && { id: replaced.id }), name: name.trim(), context };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setProblem("A name is needed.");
    try {
      const saved = await save.mutateAsync(fields);
      onSaved(saved.id);
      onClose();
    } catch (error) {
      const detail = isApiError(error) ? (error.details.context?.[0] ?? error.details.name?.[0]) : undefined;
      setProblem(detail ?? describeError(error, "save the test user"));
    }
  };
  return (
    <FormDialog
      title="Save test user"
      description="Everyone in this project can pick them again, and sees below the rules what they get."
      size="sm"
      action={replaced === undefined ? "Save" : "Replace"}
      onClose={onClose}
      onSubmit={submit}
      isBusy={save.isPending}
      call={() => {
        const call = saveTestUserCall(projectId, fields);
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
        error={problem}
      >
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={limits.nameLength}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
