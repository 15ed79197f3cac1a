"use client";

import { NoteField, useNote } from "@/components/forms/note-field";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Environment } from "@/lib/contract/environment";
import { useDeleteEnvironment } from "./api";

interface RemoveEnvironmentDialogProps {
  projectId: string;
  environment: Pick<Environment, "name">;
  onClose: () => void;
}

/** Removes an environment with all that is in it. Asks for its name, as the API does. */
export function RemoveEnvironmentDialog({ projectId, environment: { name }, onClose }: RemoveEnvironmentDialogProps) {
  const note = useNote();
  const remove = useDeleteEnvironment(projectId, name);
  const act = () =>
    remove.mutate(
      { comment: note.comment },
      {
        onSuccess: () => {
          toast.success(`Removed ${name}`);
          onClose();
        },
        onError: (error) => toast.error(describeError(error, "remove the environment")),
      },
    );
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove ${name}?`}
      description={
        <>
          Its rules, what flags are there, and what test users are to get there are gone for good. Applications that ask
          for it are refused.
        </>
      }
      actionLabel="Remove environment"
      isDangerous
      isBusy={remove.isPending}
      confirmation={{ what: "name", text: name }}
      onAction={act}
    >
      <NoteField note={note} />
    </AlertDialog>
  );
}
