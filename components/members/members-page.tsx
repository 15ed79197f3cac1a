"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/components/account/api";
import { ConfirmDialog } from "@/components/forms/form-dialog";
import { useProjects } from "@/components/projects/api";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page/page-header";
import { ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Invitation, Member } from "@/lib/contract/member";
import { useDeleteMember, useInviteAgain, useMembers } from "./api";
import { InvitationDialog, InviteMemberDialog, ProjectRolesDialog } from "./member-dialogs";
import { MemberRow } from "./member-row";

interface Invited {
  member: Pick<Member, "name" | "status">;
  invitation: Invitation;
}

/** The members, their roles, and the invitations. */
export function MembersPage() {
  const { data: members, error, refetch } = useMembers();
  const { data: me } = useMe();
  const { data: projects } = useProjects();
  const inviteAgain = useInviteAgain();
  const [isInviting, setIsInviting] = useState(false);
  const [invited, setInvited] = useState<Invited>();
  const [placing, setPlacing] = useState<Member>();
  const [removing, setRemoving] = useState<Member>();

  if (members === undefined) {
    return error === null ? <PageSkeleton /> : <ErrorState error={error} what="the members" onRetry={refetch} />;
  }
  const makeLink = async (member: Member) => {
    try {
      setInvited({ member, invitation: await inviteAgain.mutateAsync(member.id) });
    } catch (failure) {
      toast.error(describeError(failure, "create the link"));
    }
  };
  return (
    <>
      <PageHeader
        title="Members"
        description="Who signs in here, and what they may do."
        actions={
          <Button variant="primary" data-page-create onClick={() => setIsInviting(true)}>
            <Plus aria-hidden />
            Invite member
          </Button>
        }
      />
      <Card>
        <ul aria-label="Members">
          {members.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              isMe={member.id === me?.id}
              isLastAdmin={isLastAdmin(member, members)}
              projects={projects}
              onProjects={() => setPlacing(member)}
              onMakeLink={() => void makeLink(member)}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
      </Card>
      {isInviting && (
        <InviteMemberDialog
          onClose={() => setIsInviting(false)}
          onInvited={({ invitation, ...member }) => {
            setIsInviting(false);
            setInvited({ member, invitation });
          }}
        />
      )}
      {invited !== undefined && <InvitationDialog {...invited} onClose={() => setInvited(undefined)} />}
      {placing !== undefined && <ProjectRolesDialog member={placing} onClose={() => setPlacing(undefined)} />}
      {removing !== undefined && (
        <RemoveMemberDialog member={removing} isMe={removing.id === me?.id} onClose={() => setRemoving(undefined)} />
      )}
    </>
  );
}

/** The server counts the same: a member who never signed in could not let anyone in. */
const isLastAdmin = (member: Member, members: readonly Member[]): boolean =>
  member.role === "admin" &&
  member.status === "active" &&
  members.filter(({ role, status }) => role === "admin" && status === "active").length === 1;

interface RemoveMemberDialogProps {
  member: Member;
  isMe: boolean;
  onClose: () => void;
}

function RemoveMemberDialog({ member, isMe, onClose }: RemoveMemberDialogProps) {
  const { mutateAsync: remove } = useDeleteMember();
  return (
    <ConfirmDialog
      title={isMe ? "Remove yourself?" : `Remove ${member.name}?`}
      description={
        isMe
          ? "You are signed out everywhere at once, and only another admin can let you in again."
          : "They are signed out everywhere at once. What they changed, and the keys they made, stay."
      }
      actionLabel="Remove member"
      isDangerous
      what="remove the member"
      act={async (comment) => {
        await remove({ ...member, comment });
        toast.success(`Removed ${member.name}`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
