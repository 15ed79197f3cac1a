"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck, useContractForm } from "@/components/forms/use-contract-form";
import { useProjects } from "@/components/projects/api";
import { CodeBlock } from "@/components/ui/code-block";
import { OnceDialog } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/field/field";
import { Checkbox, Input, Select } from "@/components/ui/field/input";
import { LocalTime } from "@/components/ui/time/time";
import { toast } from "@/components/ui/toast";
import { limits } from "@/lib/contract/limits";
import type { Invitation, InvitedMember, Member } from "@/lib/contract/member";
import type { Project } from "@/lib/contract/project";
import { type MemberRole, memberRoles, type ProjectRoles, roles } from "@/lib/contract/roles";
import { type CreateMemberInput, useCreateMember, useUpdateMember } from "./api";
import { roleChoices } from "./words";

interface InviteMemberDialogProps {
  onClose: () => void;
  onInvited: (member: InvitedMember) => void;
}

export function InviteMemberDialog({ onClose, onInvited }: InviteMemberDialogProps) {
  const create = useCreateMember();
  const contractForm = useContractForm<CreateMemberInput>({
    defaultValues: { name: "", email: "", role: "editor", project_roles: {}, may_change_protected: false },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/member")).createMemberSchema),
    what: "invite the member",
    send: async (values, comment) => onInvited(await create.mutateAsync({ ...values, comment })),
  });
  const { form, values, set, errorAt } = contractForm;
  const { data: projects = [] } = useProjects();
  return (
    <FormDialog
      title="Invite member"
      description="You get a link to send to them. It lets them choose a password and sign in."
      size="sm"
      action="Create invitation"
      onClose={onClose}
      form={contractForm}
    >
      <Field label="Name" error={errorAt("name")}>
        {(control) => (
          <Input {...control} autoComplete="off" maxLength={limits.nameLength} {...form.register("name")} />
        )}
      </Field>
      <Field label="E-mail" error={errorAt("email")}>
        {(control) => (
          <Input {...control} type="email" autoComplete="off" autoCapitalize="none" {...form.register("email")} />
        )}
      </Field>
      <Field label="Role" hint={roleChoices[values.role].text} error={errorAt("role")}>
        {(control) => (
          <Select {...control} {...form.register("role")}>
            {memberRoles.map((role) => (
              <option key={role} value={role}>
                {roleChoices[role].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(values.role === "none" || values.role === "editor") && (
        <ProtectedField
          checked={values.may_change_protected ?? false}
          onChange={(mayChange) => set("may_change_protected", mayChange)}
        />
      )}
      {values.role === "none" && (
        <ProjectRolesField
          projects={projects}
          role={values.role}
          value={values.project_roles ?? {}}
          error={errorAt("project_roles")}
          onChange={(named) => set("project_roles", named)}
        />
      )}
    </FormDialog>
  );
}

interface InvitationDialogProps {
  member: Pick<Member, "name" | "status">;
  invitation: Invitation;
  onClose: () => void;
}

/** Shows the link that was made, once. */
export function InvitationDialog({ member, invitation, onClose }: InvitationDialogProps) {
  const purpose =
    member.status === "invited"
      ? "It lets them choose a password and sign in."
      : "It lets them choose a new password; until then the old one works.";
  return (
    <OnceDialog
      title={`Link for ${member.name}`}
      description={`Send it to them in a way you trust. ${purpose}`}
      onDone={onClose}
    >
      <CodeBlock code={window.location.origin + invitation.path} label="invitation link" />
      <p className="text-muted text-sm">
        It works once, until <LocalTime instant={invitation.expires_at} />, and is shown only this once. Earlier links
        no longer work.
      </p>
    </OnceDialog>
  );
}

interface ProjectRolesDialogProps {
  member: Member;
  onClose: () => void;
}

/** Sets a member's roles in single projects, which replace their role there. */
export function ProjectRolesDialog({ member, onClose }: ProjectRolesDialogProps) {
  const { data: projects = [] } = useProjects();
  const update = useUpdateMember();
  const contractForm = useContractForm<{ project_roles: ProjectRoles; may_change_protected: boolean }>({
    defaultValues: {
      project_roles: member.project_roles ?? {},
      may_change_protected: member.may_change_protected,
    },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/member")).updateMemberSchema),
    what: "save the roles",
    send: async (values, comment) => {
      await update.mutateAsync({ member, change: values, comment });
      toast.success(`Saved the roles of ${member.name}`);
      onClose();
    },
  });
  const { values, set, errorAt } = contractForm;
  return (
    <FormDialog
      title={`Projects of ${member.name}`}
      description="A role in a project counts there in place of the one that they have elsewhere."
      size="sm"
      action="Save"
      onClose={onClose}
      form={contractForm}
    >
      <ProjectRolesField
        projects={projects}
        role={member.role}
        value={values.project_roles}
        error={errorAt("project_roles")}
        onChange={(named) => set("project_roles", named)}
      />
      <ProtectedField
        checked={values.may_change_protected}
        onChange={(mayChange) => set("may_change_protected", mayChange)}
      />
    </FormDialog>
  );
}

interface ProjectRolesFieldProps {
  projects: readonly Project[];
  /** The role in the projects that are not named. */
  role: MemberRole;
  value: ProjectRoles;
  error: string | undefined;
  onChange: (named: ProjectRoles) => void;
}

/** A member's role in each project. */
function ProjectRolesField({ projects, role, value, error, onChange }: ProjectRolesFieldProps) {
  const choose = (id: string, chosen: string) => {
    const { [id]: _, ...others } = value;
    const named = roles.find((known) => known === chosen);
    onChange(named === undefined ? others : { ...others, [id]: named });
  };
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">In which projects</legend>
      <ul className="flex max-h-64 flex-col overflow-y-auto rounded-control border border-line">
        {projects.map((project) => (
          <li
            key={project.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b px-3 py-1.5
              last:border-b-0"
          >
            <span className="wrap-break-word min-w-0 flex-1 basis-32 text-base text-ink">
              {project.name} <span className="text-muted text-sm">{project.slug}</span>
            </span>
            <Select
              // Two projects may have one name.
              aria-label={`Role in ${project.name} (${project.slug})`}
              className="w-36"
              value={value[project.id] ?? ""}
              onChange={(event) => choose(project.id, event.currentTarget.value)}
            >
              <option value="">{role === "none" ? "Nothing" : "As elsewhere"}</option>
              {roles.map((each) => (
                <option key={each} value={each}>
                  {roleChoices[each].label}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
      <p role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}

interface ProtectedFieldProps {
  checked: boolean;
  onChange: (mayChange: boolean) => void;
}

/** Whether an editor may change protected environments, too. */
const ProtectedField = ({ checked, onChange }: ProtectedFieldProps) => (
  <Checkbox
    label="May change protected environments"
    hint="As an editor. Unchecked, whatever reaches a protected environment is left to admins."
    checked={checked}
    onChange={({ currentTarget }) => onChange(currentTarget.checked)}
  />
);
