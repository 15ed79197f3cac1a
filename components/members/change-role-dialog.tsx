"use client";

import { sayFailure } from "@/components/conflict/say-failure";
import { NoteField } from "@/components/forms/note-field";
import { useNote } from "@/components/forms/use-note";
import { AlertDialog } from "@/components/ui/dialog/alert-dialog";
import { toast } from "@/components/ui/toast";
import type { Member } from "@/lib/contract/member";
import type { MemberRole } from "@/lib/contract/roles";
import { useUpdateMember } from "./api";
import { roleChoices } from "./words";

interface ChangeRoleDialogProps {
  member: Member;
  role: MemberRole;
  onClose: () => void;
}

/** Before a member gets another role, which counts at once: what it allows. */
export function ChangeRoleDialog({ member, role, onClose }: ChangeRoleDialogProps) {
  const update = useUpdateMember();
  const note = useNote();
  const { noun, text } = roleChoices[role];
  const act = async () => {
    try {
      const saved = await update.mutateAsync({ member, change: { role }, comment: note.comment });
      // Somebody else may have given them another role, and have been left theirs.
      toast.success(`${saved.name} is now ${roleChoices[saved.role].noun}`);
      onClose();
    } catch (error) {
      sayFailure(error, "change the role");
    }
  };
  return (
    <AlertDialog
      isOpen
      onOpenChange={onClose}
      title={`Make ${member.name} ${noun}?`}
      description={`${text} It counts at once.`}
      actionLabel="Change role"
      isBusy={update.isPending}
      onAction={() => void act()}
    >
      <NoteField note={note} />
    </AlertDialog>
  );
}
