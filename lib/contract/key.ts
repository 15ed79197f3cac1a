import { z } from "zod";
import { environmentNameSchema, idSchema, timestampSchema } from "./common";
import { keyKinds } from "./key-kind";
import { limits } from "./limits";
import { originSchema } from "./origin";
import { scopeSchema } from "./scope";
import { nameSchema } from "./text";

const isWithoutRepetition = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

const kindSchema = z.enum(keyKinds).meta({
  description:
    "`client` ships to people: it evaluates the flags with `is_client_visible` and does nothing else, and is told no " +
    "ids of rules and no trace. `server` is kept secret.",
});

export const keySchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    key_prefix: z.string().meta({ description: "The first 12 characters, to tell keys apart." }),
    kind: kindSchema.nullable().meta({
      description: "Null: made before there were kinds. It does what a `server` key with its scopes does.",
    }),
    scopes: z.array(z.string()),
    project_ids: z.array(idSchema).nullable().meta({ description: "The projects it is limited to; null: every one." }),
    environments: z
      .array(z.string())
      .nullable()
      .meta({ description: "The environments it is limited to, by name; null: every one." }),
    allowed_origins: z.array(z.string()).nullable().meta({ description: "Whose pages may use it; null: all." }),
    expires_at: timestampSchema.nullable(),
    last_used_at: timestampSchema.nullable().meta({ description: "Written at most once a minute." }),
    revoked_at: timestampSchema.nullable(),
    replaced_at: timestampSchema.nullable().meta({
      description: "When another key was made to take over from it. It works until `expires_at`. Null: none was.",
    }),
    replaces: idSchema.nullable().meta({ description: "The key that it takes over from. Null: none." }),
    created_at: timestampSchema,
  })
  .meta({ id: "ApiKey" });
export type Key = z.infer<typeof keySchema>;

export const createdKeySchema = keySchema
  .extend({ key: z.string().meta({ description: "The key itself. It is in this answer and in no other." }) })
  .meta({ id: "CreatedApiKey" });
export type CreatedKey = z.infer<typeof createdKeySchema>;

const createKeyFields = z.strictObject({
  name: nameSchema,
  kind: kindSchema.default("server"),
  scopes: z
    .array(scopeSchema)
    .min(1, "Must name at least one scope")
    .refine(isWithoutRepetition, "Must not repeat a scope"),
  project_ids: z
    .array(idSchema)
    .min(1, "Must name at least one project, or be null for every project")
    .max(limits.keyProjects)
    .nullable()
    .default(null),
  environments: z
    .array(environmentNameSchema)
    .min(1, "Must name at least one environment, or be null for every environment")
    .max(limits.environments)
    .refine(isWithoutRepetition, "Must not repeat an environment")
    .nullable()
    .default(null)
    .meta({
      description:
        "Limits it to environments with these names. It changes nothing that reaches another one, and what it reads " +
        "leaves out what flags and test users' expectations are in others, also in audit entries.",
    }),
  allowed_origins: z
    .array(originSchema)
    .min(1, "Must name at least one origin, or be null for every origin")
    .max(limits.keyOrigins)
    .refine(isWithoutRepetition, "Must not repeat an origin")
    .nullable()
    .default(null)
    .meta({
      description:
        "For a client key: a page of another origin is refused. What sends no `Origin` header is no page of another " +
        "origin, and is let in.",
    }),
  expires_at: z.iso
    .datetime({ offset: true, error: "Must be an ISO 8601 instant such as 2027-01-31T12:00:00Z" })
    .nullable()
    .default(null)
    .meta({ description: "Null: it does not expire." }),
});

type CreateKeyFields = z.output<typeof createKeyFields>;

/** Fields that a kind of key must not have. */
function kindProblems({
  value: { kind, scopes, allowed_origins: origins },
  issues,
}: z.core.ParsePayload<CreateKeyFields>) {
  const report = (field: keyof CreateKeyFields, message: string) =>
    issues.push({ code: "custom", path: [field], message, input: undefined });
  if (kind === "client" && scopes.some((scope) => scope !== "flags:evaluate")) {
    report("scopes", "Must be flags:evaluate alone: people can read a client key");
  }
  if (kind === "server" && origins !== null) report("allowed_origins", "Only a client key may name origins");
}

export const createKeySchema = createKeyFields.check(kindProblems).meta({ id: "CreateApiKey" });
export type CreateKeyBody = z.output<typeof createKeySchema>;

export const rotateKeySchema = z
  .strictObject({
    overlap_hours: z
      .int()
      .min(0)
      .max(limits.keyOverlapHours)
      .default(24)
      .meta({ description: "How long the key goes on working. 0: it stops at once." }),
  })
  .meta({ id: "RotateApiKey" });
export type RotateKey = z.output<typeof rotateKeySchema>;
