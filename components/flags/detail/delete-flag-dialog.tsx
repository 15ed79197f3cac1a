"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { NoteField, noteToSend } from "@/components/forms/note-field";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { describeError } from "@/lib/client/api-error";
import { useDeleteFlag } from "../api";
import type { FlagDialogProps } from "./flag-menu";

/** Deletes a flag with its rules in every environment; asks for its key. */
export function DeleteFlagDialog({ flag, project, onClose }: FlagDialogProps) {
  const router = useRouter();
  const remove = useDeleteFlag();
  const [typed, setTyped] = useState("");
  const [note, setNote] = useState("");
  const run = () =>
    remove.mutate(
      { ...flag, comment: noteToSend(note) },
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
      description="Its rules in every environment go with it, and whoever asks for it is told that it does not exist. It can be restored from the history. Archiving it instead keeps serving the default value."
      actionLabel="Delete flag"
      isDangerous
      isBusy={remove.isPending}
      blockedBecause={typed === flag.key ? undefined : "Type its key first."}
      onAction={run}
    >
      <Field label={`Type ${flag.key} to confirm`} className="mt-2">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </Field>
      <NoteField value={note} onChange={setNote} className="mt-1" />
    </AlertDialog>
  );
}
