"use client";

import { NoteField } from "@/components/forms/note-field";
import { useNote } from "@/components/forms/use-note";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Member } from "@/lib/contract/member";
import { useDeleteMember } from "./api";

interface RemoveMemberDialogProps {
  member: Member;
  isMe: boolean;
  onClose: () => void;
}

export function RemoveMemberDialog({ member, isMe, onClose }: RemoveMemberDialogProps) {
  const remove = useDeleteMember();
  const note = useNote();
  const act = async () => {
    try {
      await remove.mutateAsync({ id: member.id, comment: note.comment });
      toast.success(`Removed ${member.name}`);
      onClose();
    } catch (error) {
      toast.error(describeError(error, "remove the member"));
    }
  };
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isMe ? "Remove yourself?" : `Remove ${member.name}?`}
      description={
        isMe
          ? "You are signed out everywhere at once, and only another admin can let you in again."
          : "They are signed out everywhere at once. What they changed, and the keys they made, stay."
      }
      actionLabel="Remove member"
      isDangerous
      isBusy={remove.isPending}
      onAction={() => void act()}
    >
      <NoteField note={note} />
    </AlertDialog>
  );
}
