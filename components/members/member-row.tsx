"use client";

import { Ellipsis, FolderClosed, Link2, UserMinus } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/forms/form-dialog";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button/button";
import { Select } from "@/components/ui/field/input";
import { DropdownMenu, MenuItem } from "@/components/ui/menu/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Member } from "@/lib/contract/member";
import type { Project } from "@/lib/contract/project";
import { type MemberRole, memberRoles } from "@/lib/contract/roles";
import { useUpdateMember } from "./api";
import { isHeldBack, projectRolesText, roleChoices } from "./words";

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

export function MemberRow({ member, isMe, isLastAdmin, projects, ...on }: MemberRowProps) {
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
