"use client";

import { useRouter } from "next/navigation";
import { NoteField, useNote } from "@/components/forms/note-field";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import { useDeleteFlag } from "../api";
import type { FlagDialogProps } from "./flag-menu";

/** Deletes a flag with its rules in every environment; asks for its key. */
export function DeleteFlagDialog({ flag, project, onClose }: FlagDialogProps) {
  const router = useRouter();
  const remove = useDeleteFlag();
  const note = useNote();
  const run = () =>
    remove.mutate(
      { ...flag, comment: note.comment },
      {
        onSuccess: () => {
          toast(`Deleted ${flag.name}`, { description: "It can be restored from the history." });
          router.replace(`/projects/${project.slug}/flags`);
        },
        onError: (error) => toast.error(describeError(error, "delete the flag")),
      },
    );
  return (
    <AlertDialog
      isOpen
      onOpenChange={onClose}
      title={`Delete ${flag.name}?`}
      description={
        <>
          Its rules in every environment go with it, and whoever asks for it is told that it does not exist. It can be
          restored from the history. Archiving it instead keeps serving the default value.
        </>
      }
      actionLabel="Delete flag"
      isDangerous
      isBusy={remove.isPending}
      confirmation={{ what: "key", text: flag.key }}
      onAction={run}
    >
      <NoteField note={note} />
    </AlertDialog>
  );
}
