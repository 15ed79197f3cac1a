"use client";

import { FormDialog } from "@/components/forms/form-dialog";
import { schemaCheck } from "@/components/forms/schema-check";
import { useContractForm } from "@/components/forms/use-contract-form";
import { useProjects } from "@/components/projects/api";
import { toast } from "@/components/ui/toast";
import type { Member } from "@/lib/contract/member";
import type { ProjectRoles } from "@/lib/contract/roles";
import { useUpdateMember } from "./api";
import { ProjectRolesField, ProtectedField } from "./role-fields";

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
