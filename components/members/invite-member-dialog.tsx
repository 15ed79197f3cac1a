"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { Select } from "@/components/ui/field/select";
import { limits } from "@/lib/contract/limits";
import type { InvitedMember } from "@/lib/contract/member";
import { roles } from "@/lib/contract/roles";
import { type CreateMemberInput, useCreateMember } from "./api";
import { roleChoices } from "./role-choices";

interface InviteMemberDialogProps {
  onClose: () => void;
  onInvited: (member: InvitedMember) => void;
}

export function InviteMemberDialog({ onClose, onInvited }: InviteMemberDialogProps) {
  const create = useCreateMember();
  const { form, onSubmit, isBusy, problem, errorAt } = useApiForm<CreateMemberInput>({
    defaultValues: { name: "", email: "", role: "editor" },
    loadSchema: async () => (await import("@/lib/contract/member")).createMemberSchema,
    what: "invite the member",
    send: async (values) => onInvited(await create.mutateAsync(values)),
  });
  return (
    <FormDialog
      title="Invite member"
      description="You get a link to send to them. It lets them choose a password and sign in."
      size="sm"
      action="Create invitation"
      onClose={onClose}
      onSubmit={onSubmit}
      isBusy={isBusy}
      problem={problem}
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
      <Field label="Role" hint={roleChoices[form.watch("role")].text} error={errorAt("role")}>
        {(control) => (
          <Select {...control} {...form.register("role")}>
            {roles.map((role) => (
              <option key={role} value={role}>
                {roleChoices[role].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}
