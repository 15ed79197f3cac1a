"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { describeError, isApiError } from "@/lib/client/api-error";
import { useSaveTestUser } from "@/lib/client/use-save-test-user";
import type { JsonObject } from "@/lib/contract/json";
import { limits } from "@/lib/contract/limits";
import type { TestUser } from "@/lib/contract/test-user";

interface SaveUserDialogProps {
  projectId: string;
  context: JsonObject;
  users: readonly TestUser[];
  picked: TestUser | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Asks for a name. The name of a saved user replaces what that one had. */
export function SaveUserDialog({ projectId, context, users, picked, onClose, onSaved }: SaveUserDialogProps) {
  const [name, setName] = useState(picked?.name ?? "");
  const [problem, setProblem] = useState<string>();
  const save = useSaveTestUser(projectId);
  const replaced = users.find((user) => user.name === name.trim());

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setProblem("Give it a name.");
    try {
      const fields = { name: name.trim(), context };
      const saved = await save.mutateAsync(replaced === undefined ? fields : { id: replaced.id, ...fields });
      onSaved(saved.id);
      onClose();
    } catch (error) {
      const detail = isApiError(error) ? (error.details.context?.[0] ?? error.details.name?.[0]) : undefined;
      setProblem(detail ?? describeError(error, "save the test user"));
    }
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Save test user"
      description="Everyone in this project can pick it again, and sees below the rules what it gets."
      size="sm"
    >
      <form noValidate onSubmit={submit} className="contents">
        <DialogBody>
          <Field
            label="Name"
            hint={
              replaced === undefined ? "Such as “Ada, on pro, in the UK”." : `Replaces what “${replaced.name}” had.`
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
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            {replaced === undefined ? "Save" : "Replace"}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
