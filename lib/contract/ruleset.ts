import { z } from "zod";
import { idSchema } from "./common";
import { flagSetIdSchema } from "./evaluation";
import { jsonValueSchema } from "./flag-value";

const conditionsSchema = z.array(z.unknown()).meta({
  description:
    "As the API has them elsewhere. With `lists=hash` a value of more than 1,000 items, or 16,384 characters, is " +
    '`{"list": "<SHA-256>"}`.',
});

const stateSchema = z.strictObject({
  enabled: z.boolean(),
  default_value: z.strictObject({ value: jsonValueSchema }).optional(),
});

const sentFlagSchema = z
  .strictObject({
    id: idSchema,
    key: z.string(),
    flag_type: z.string(),
    enabled: z.boolean(),
    status: z.string(),
    default_value: z.strictObject({ value: jsonValueSchema }),
    when_disabled: z.string().optional(),
    is_client_visible: z.literal(true).optional(),
    variants: z.array(z.strictObject({ name: z.string(), value: jsonValueSchema })).optional(),
    requires: z
      .array(z.strictObject({ flag: z.string(), variant: z.string().optional(), value: jsonValueSchema.optional() }))
      .optional(),
    environments: z
      .record(z.string(), stateSchema)
      .optional()
      .meta({ description: "What it is in this environment, and in no other. Absent: on, with the flag's default." }),
  })
  .meta({ id: "RulesetFlag" });

const sentRuleSchema = z
  .strictObject({
    id: idSchema,
    flag_id: idSchema,
    position: z.number(),
    conditions: conditionsSchema,
    value: jsonValueSchema,
    enabled: z.boolean(),
    percentage: z.number().optional().meta({ description: "Absent: everyone." }),
    segment_id: idSchema.optional(),
    bucket_by: z.string().optional().meta({ description: "Absent: `user_id`." }),
    salt: z.string().optional().meta({ description: "Absent: the rule's id." }),
    split: z.array(z.strictObject({ value: jsonValueSchema, weight: z.number() })).optional(),
  })
  .meta({ id: "RulesetRule" });

const sentSegmentSchema = z
  .strictObject({ id: idSchema, match_type: z.string(), rules: conditionsSchema })
  .meta({ id: "RulesetSegment" });

const versionSchema = z.string().meta({
  description: "Names this very state, on every instance: what a stream takes as `Last-Event-ID`.",
});

export const rulesetSchema = z
  .strictObject({
    project_id: idSchema,
    environment: z.string(),
    flag_set_id: flagSetIdSchema,
    epoch: z.string().meta({ description: "Which database it is of." }),
    revision: z.int().meta({ description: "Grows with every change to the project." }),
    version: versionSchema,
    flags: z.array(sentFlagSchema).meta({ description: "Archived ones too, without their rules." }),
    rules: z.array(sentRuleSchema),
    segments: z.array(sentSegmentSchema).meta({ description: "Those that the rules lead to." }),
  })
  .meta({ id: "Ruleset" });

export const rulesetPatchSchema = z
  .strictObject({
    epoch: z.string(),
    from: z.int().meta({ description: "The revision that it goes on from." }),
    to: z.int(),
    version: versionSchema,
    flag_set_id: flagSetIdSchema,
    upsert: z.strictObject({
      flags: z.array(sentFlagSchema).optional(),
      rules: z.array(sentRuleSchema).optional(),
      segments: z.array(sentSegmentSchema).optional(),
    }),
    remove: z
      .strictObject({
        flags: z.array(idSchema).optional(),
        rules: z.array(idSchema).optional(),
        segments: z.array(idSchema).optional(),
      })
      .meta({ description: "Ids, also of what the client may never have had." }),
  })
  .meta({ id: "RulesetPatch" });

const projectIdSchema = idSchema
  .optional()
  .meta({ description: "A key that is limited to one project may leave it out." });

const listsSchema = z
  .enum(["inline", "hash"])
  .default("inline")
  .meta({ description: "`hash`: long lists are named by their content, to be asked for once each." });

export const rulesetQuerySchema = z.strictObject({ project_id: projectIdSchema, lists: listsSchema });
export const rulesetListQuerySchema = z.strictObject({ project_id: projectIdSchema });

/** A version as clients send it back. A malformed one is unknown. */
export const rulesetStreamQuerySchema = rulesetQuerySchema.extend({
  since: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "The `version` that the client holds; `Last-Event-ID` goes before it." }),
});

/** JSON text of the list itself. */
export const rulesetListSchema = z
  .union([z.string(), z.array(z.unknown())])
  .meta({ id: "RulesetList", description: "The value of a condition." });
