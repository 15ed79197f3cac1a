import { z } from "zod";
import { idSchema, timestampSchema } from "./common";
import { limits } from "./limits";
import { scopeSchema } from "./scope";
import { nameSchema } from "./text";

export const keySchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    key_prefix: z.string().meta({ description: "The first 12 characters, to tell keys apart." }),
    scopes: z.array(z.string()),
    project_ids: z.array(idSchema).nullable().meta({ description: "The projects it is limited to; null: every one." }),
    expires_at: timestampSchema.nullable(),
    last_used_at: timestampSchema.nullable().meta({ description: "Written at most once a minute." }),
    revoked_at: timestampSchema.nullable(),
    created_at: timestampSchema,
  })
  .meta({ id: "ApiKey" });
export type Key = z.infer<typeof keySchema>;

export const createdKeySchema = keySchema
  .extend({ key: z.string().meta({ description: "The key itself. It is in this answer and in no other." }) })
  .meta({ id: "CreatedApiKey" });
export type CreatedKey = z.infer<typeof createdKeySchema>;

export const createKeySchema = z
  .strictObject({
    name: nameSchema,
    scopes: z
      .array(scopeSchema)
      .min(1, "Must name at least one scope")
      .refine((scopes) => new Set(scopes).size === scopes.length, "Must not repeat a scope"),
    project_ids: z
      .array(idSchema)
      .min(1, "Must name at least one project, or be null for every project")
      .max(limits.keyProjects)
      .nullable()
      .default(null),
    expires_at: z.iso
      .datetime({ offset: true, error: "Must be an ISO 8601 instant such as 2027-01-31T12:00:00Z" })
      .nullable()
      .default(null)
      .meta({ description: "Null: it does not expire." }),
  })
  .meta({ id: "CreateApiKey" });
export type CreateKeyBody = z.output<typeof createKeySchema>;
