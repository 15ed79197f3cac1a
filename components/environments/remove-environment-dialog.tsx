"use client";

import { sayFailure } from "@/components/conflict/say-failure";
import { useNote } from "@/components/forms/note-field";
import { ProtectedNote } from "@/components/protected/protected-note";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import type { Environment } from "@/lib/contract/environment";
import { useDeleteEnvironment } from "./mutations";

interface RemoveEnvironmentDialogProps {
  projectId: string;
  environment: Environment;
  onClose: () => void;
}

/** Removes an environment with all that is in it. Asks for its name, as the API does. */
export function RemoveEnvironmentDialog({ projectId, environment, onClose }: RemoveEnvironmentDialogProps) {
  const { name } = environment;
  const note = useNote();
  const remove = useDeleteEnvironment(projectId);
  const act = () =>
    remove.mutate(
      { ...environment, comment: note.comment },
      {
        onSuccess: () => {
          toast.success(`Removed ${name}`);
          onClose();
        },
        onError: (error) => sayFailure(error, "remove the environment"),
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
      <ProtectedNote projectId={projectId} reach={[name]} note={note} />
    </AlertDialog>
  );
}
