"use client";

import { Ellipsis, FolderClosed, Link2, Plus, UserMinus } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/components/account/api";
import { ConfirmDialog } from "@/components/forms/form-dialog";
import { useProjects } from "@/components/projects/api";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/field/input";
import { SearchedList } from "@/components/ui/list/search";
import { DropdownMenu, MenuItem } from "@/components/ui/menu/dropdown-menu";
import { PageHeader } from "@/components/ui/page/page-header";
import { ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import type { Invitation, Member } from "@/lib/contract/member";
import type { Project } from "@/lib/contract/project";
import { type MemberRole, memberRoles } from "@/lib/contract/roles";
import { useDeleteMember, useInviteAgain, useMembers, useUpdateMember } from "./api";
import { InvitationDialog, InviteMemberDialog, ProjectRolesDialog } from "./member-dialogs";
import { isHeldBack, projectRolesText, roleChoices } from "./words";

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
      <SearchedList
        items={members}
        what="members"
        placeholder="Name or e-mail"
        textsOf={({ name, email }) => [name, email]}
      >
        {(found) => (
          <Card>
            <ul aria-label="Members">
              {found.map((member) => (
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
        )}
      </SearchedList>
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

interface MemberRowProps {
  member: Member;
  isMe: boolean;
  /** The last admin cannot be demoted or removed: somebody must be able to let others in. */
  isLastAdmin: boolean;
  /** Undefined while they are loading. */
  projects: readonly Project[] | undefined;
  onProjects: () => void;
  onMakeLink: () => void;
  onRemove: () => void;
}

function MemberRow({ member, isMe, isLastAdmin, projects, ...on }: MemberRowProps) {
  const [chosen, setChosen] = useState<MemberRole>();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2">
          <span className="wrap-break-word min-w-0 font-medium text-base text-ink">{member.name}</span>
          {isMe && <Badge>You</Badge>}
          {member.status === "invited" && <Badge tone="warning">Invited</Badge>}
        </p>
        <p className="wrap-anywhere text-muted text-sm">{member.email}</p>
        {member.role !== "admin" && member.project_roles !== undefined && (
          <p className="wrap-anywhere text-muted text-sm">{projectRolesText(member.project_roles, projects)}</p>
        )}
        {isHeldBack(member) && <p className="text-muted text-sm">Not in protected environments</p>}
        {member.role === "none" && member.project_roles === undefined && (
          <p className="text-muted text-sm">No project yet</p>
        )}
      </div>
      <Select
        aria-label={`Role of ${member.name}`}
        className="w-32"
        value={chosen ?? member.role}
        disabled={isLastAdmin}
        title={isLastAdmin ? "There must be at least one admin." : roleChoices[member.role].text}
        onChange={({ currentTarget }) => setChosen(memberRoles.find((known) => known === currentTarget.value))}
      >
        {memberRoles.map((role) => (
          <option key={role} value={role}>
            {roleChoices[role].label}
          </option>
        ))}
      </Select>
      <DropdownMenu
        trigger={
          <IconButton label={`Actions for ${member.name}`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {member.role !== "admin" && (
          <MenuItem onSelect={on.onProjects}>
            <FolderClosed aria-hidden /> Roles in projects…
          </MenuItem>
        )}
        <MenuItem onSelect={on.onMakeLink}>
          <Link2 aria-hidden />
          {member.status === "invited" ? "New invitation link" : "New password link"}
        </MenuItem>
        <MenuItem isDangerous disabled={isLastAdmin} onSelect={on.onRemove}>
          <UserMinus aria-hidden /> Remove
        </MenuItem>
      </DropdownMenu>
      {chosen !== undefined && <ChangeRoleDialog member={member} role={chosen} onClose={() => setChosen(undefined)} />}
    </li>
  );
}

interface ChangeRoleDialogProps {
  member: Member;
  role: MemberRole;
  onClose: () => void;
}

/** Asks before a member gets another role, which counts at once, and says what it allows. */
function ChangeRoleDialog({ member, role, onClose }: ChangeRoleDialogProps) {
  const { mutateAsync: update } = useUpdateMember();
  const { noun, text } = roleChoices[role];
  return (
    <ConfirmDialog
      title={`Make ${member.name} ${noun}?`}
      description={`${text} It counts at once.`}
      actionLabel="Change role"
      what="change the role"
      act={async (comment) => {
        const saved = await update({ member, change: { role }, comment });
        // Somebody else may have given them another role meanwhile.
        toast.success(`${saved.name} is now ${roleChoices[saved.role].noun}`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
