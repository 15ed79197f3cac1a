"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
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
  const contractForm = useContractForm<CreateMemberInput>({
    defaultValues: { name: "", email: "", role: "editor" },
    loadCheck: schemaCheck(async () => (await import("@/lib/contract/member")).createMemberSchema),
    what: "invite the member",
    send: async (values) => onInvited(await create.mutateAsync(values)),
  });
  const { form, values, errorAt } = contractForm;
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
