import { z } from "zod";
import { idSchema, pageParameters, timestampSchema } from "./common";
import { projectRolesSchema, roleSchema } from "./role";
import { emailSchema, nameSchema } from "./text";

const mayChangeProtectedSchema = z.boolean().meta({
  description: "Whether they change protected environments where they are an editor. Admins do, viewers do not.",
});

export const memberSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    project_roles: projectRolesSchema.optional(),
    may_change_protected: mayChangeProtectedSchema,
    status: z.enum(["invited", "active"]).meta({ description: "`invited` until a password was chosen." }),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof memberSchema>;

export const invitationSchema = z
  .strictObject({
    path: z.string().meta({ description: "The link, below this server's address. It is shown this once." }),
    expires_at: timestampSchema,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.infer<typeof invitationSchema>;

export const invitedMemberSchema = memberSchema.extend({ invitation: invitationSchema }).meta({ id: "InvitedMember" });
export type InvitedMember = z.infer<typeof invitedMemberSchema>;

export const createMemberSchema = z
  .strictObject({
    name: nameSchema,
    email: emailSchema,
    role: roleSchema,
    project_roles: projectRolesSchema.optional(),
    may_change_protected: mayChangeProtectedSchema.default(false),
  })
  .meta({ id: "CreateMember" });
export type CreateMember = z.output<typeof createMemberSchema>;

export const updateMemberSchema = z
  .strictObject({
    name: nameSchema,
    role: roleSchema,
    project_roles: projectRolesSchema,
    may_change_protected: mayChangeProtectedSchema,
  })
  .partial()
  .meta({ id: "UpdateMember" });
export type UpdateMember = z.output<typeof updateMemberSchema>;

export const listMembersQuerySchema = z.strictObject(pageParameters);
