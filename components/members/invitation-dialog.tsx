"use client";

import { Button } from "@/components/ui/button/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import type { Invitation, Member } from "@/lib/contract/member";

interface InvitationDialogProps {
  member: Pick<Member, "name" | "status">;
  invitation: Invitation;
  onClose: () => void;
}

/** The link that was made, once. */
export function InvitationDialog({ member, invitation, onClose }: InvitationDialogProps) {
  return (
    <Dialog
      isOpen
      isSticky
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Link for ${member.name}`}
      description={
        member.status === "invited"
          ? "Send it to them in a way you trust. It lets them choose a password and sign in."
          : "Send it to them in a way you trust. It lets them choose a new password; until then the old one works."
      }
    >
      <DialogBody className="flex flex-col gap-3">
        <CodeBlock code={window.location.origin + invitation.path} label="invitation link" />
        <p className="text-muted text-sm">
          It works once, until {invitation.expires_at.slice(0, 10)}, and is shown only this once. Earlier links no
          longer work.
        </p>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
