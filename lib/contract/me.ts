import { z } from "zod";
import { idSchema } from "./common";
import { keyKinds } from "./key-kind";
import { projectRolesSchema, roleSchema } from "./role";
import { scopeSchema } from "./scope";

export const meSchema = z
  .strictObject({
    type: z.enum(["user", "api_key"]),
    id: idSchema,
    name: z.string(),
    email: z.string().nullable().meta({ description: "Null for a key." }),
    role: roleSchema.nullable().meta({ description: "Null for a key." }),
    project_roles: projectRolesSchema.optional(),
    may_change_protected: z.boolean().optional().meta({
      description: "Whether a member changes protected environments where they are an editor. Absent for a key.",
    }),
    admins: z
      .array(z.strictObject({ name: z.string(), email: z.string() }))
      .optional()
      .meta({ description: "Whom a member who is no admin may ask for more." }),
    kind: z.enum(keyKinds).optional().meta({ description: "A key's. Absent for people." }),
    scopes: z.array(scopeSchema),
    project_ids: z
      .array(idSchema)
      .nullable()
      .meta({ description: "The projects that a key, or a member whose role is `none`, is limited to; null: all." }),
    environments: z
      .array(z.string())
      .optional()
      .meta({ description: "The environments a key is limited to. Absent: it is limited to none." }),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof meSchema>;
