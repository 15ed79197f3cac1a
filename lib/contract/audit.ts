import { z } from "zod";
import { environmentNameSchema, idSchema, pageParameters, timestampSchema } from "./common";

export const resourceTypeSchema = z.enum([
  "project",
  "environment",
  "flag",
  "segment",
  "rule",
  "rule_order",
  "api_key",
  "member",
  "test_user",
]);

export const actorSchema = z
  .strictObject({
    type: z.enum(["api_key", "user", "cli", "system"]),
    id: z.string().nullable(),
    name: z.string().meta({ description: "A key's prefix, a user's e-mail address, or what acted." }),
    display_name: z.string().optional().meta({
      description: "What people call the user or the key now. Absent: there is none any more, or it is neither.",
    }),
  })
  .meta({ id: "Actor" });
export type Actor = z.infer<typeof actorSchema>;

export const auditEntrySchema = z
  .strictObject({
    id: idSchema,
    project_id: idSchema.nullable(),
    flag_id: idSchema.nullable().meta({ description: "The flag that was changed, or whose rules were." }),
    resource_type: resourceTypeSchema,
    resource_id: idSchema,
    action: z.string().meta({ description: "What was done, such as `rule.updated`." }),
    actor: actorSchema,
    before: z.unknown().meta({ description: "The resource before, or null when it is new." }),
    after: z.unknown().meta({ description: "The resource after, or null when it is gone." }),
    request_id: z.string(),
    created_at: timestampSchema,
    environment: z.string().optional().meta({
      description: "The environment that the change was limited to. Absent: it was not limited to one.",
    }),
    comment: z.string().optional().meta({ description: "Why, in the words of whoever made it. Absent: not said." }),
    restored_from: idSchema.optional().meta({ description: "The audit entry that was restored. Absent: none was." }),
    batch_id: idSchema.optional().meta({
      description: "Shared by the entries of one act on several flags. Absent: the entry is an act of its own.",
    }),
    batch_size: z.int().optional().meta({ description: "How many entries have the `batch_id`." }),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const listAuditQuerySchema = z.strictObject({
  project_id: idSchema,
  resource_id: idSchema
    .optional()
    .meta({ description: "Keeps entries of this resource; for a flag, also those of its rules." }),
  actor: z.string().max(200).optional().meta({ description: "Keeps entries of this actor (its name)." }),
  environment: environmentNameSchema.optional().meta({
    description:
      "Keeps what can have changed this environment: its rules and their order, and flags, segments and the project.",
  }),
  ...pageParameters,
});
export type ListAuditQuery = z.output<typeof listAuditQuerySchema>;
