import { z } from "zod";
import { idSchema, pageParameters, timestampSchema } from "./common";
import { projectRolesSchema, roleSchema } from "./role";
import { emailSchema, nameSchema } from "./text";

export const memberSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    project_roles: projectRolesSchema.optional(),
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
  })
  .meta({ id: "CreateMember" });
export type CreateMember = z.output<typeof createMemberSchema>;

export const updateMemberSchema = z
  .strictObject({ name: nameSchema, role: roleSchema, project_roles: projectRolesSchema })
  .partial()
  .meta({ id: "UpdateMember" });
export type UpdateMember = z.output<typeof updateMemberSchema>;

export const listMembersQuerySchema = z.strictObject(pageParameters);
