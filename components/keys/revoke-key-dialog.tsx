"use client";

import { NoteField, useNote } from "@/components/forms/note-field";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Key } from "@/lib/contract/key";
import { useRevokeKey } from "./api";

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const revoke = useRevokeKey();
  const note = useNote();
  const act = async () => {
    try {
      await revoke.mutateAsync({ id: apiKey.id, comment: note.comment });
      toast.success(`Revoked ${apiKey.name}`);
      onClose();
    } catch (error) {
      toast.error(describeError(error, "revoke the key"));
    }
  };
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Revoke “${apiKey.name}”?`}
      description="Whatever uses it is refused from now on. This cannot be undone. If something still needs a key, create another one first."
      actionLabel="Revoke key"
      isDangerous
      isBusy={revoke.isPending}
      onAction={() => void act()}
    >
      <NoteField note={note} />
    </AlertDialog>
  );
}
