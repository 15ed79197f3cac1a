import { z } from "zod";
import type { Explanation } from "@/lib/targeting";
import { changesQuery } from "./change";
import { environmentNameSchema, idSchema } from "./common";
import { jsonValueSchema } from "./flag-value";
import type { JsonObject } from "./json";
import { requirementTraceSchema, ruleTraceSchema, toRuleTrace } from "./trace";

export const reasonSchema = z
  .enum(["TARGETING_MATCH", "SPLIT", "DEFAULT", "STATIC", "DISABLED"])
  .meta({ description: "OpenFeature's resolution reason." });

/** The context of an evaluation. Any JSON object is allowed: the engine reads what it finds and trusts none of it. */
const contextSchema = z
  .custom<JsonObject>((value) => typeof value === "object" && value !== null && !Array.isArray(value), {
    error: "Must be an object",
  })
  .meta({ type: "object", additionalProperties: true, description: "The attributes of whom it is evaluated for." });

const projectIdSchema = idSchema
  .optional()
  .meta({ description: "A key that is limited to one project may leave it out." });

const environmentSchema = z
  .string()
  .optional()
  .meta({ description: "Unless given: the only one that the key is limited to, else the project's default." });

export const evaluateSchema = z
  .strictObject({
    project_id: projectIdSchema,
    environment: environmentSchema,
    flag_key: z.string(),
    context: contextSchema,
    explain: z.boolean().optional().meta({
      description: "Adds `trace`: what every rule and condition made of it. Not for client keys (403).",
    }),
  })
  .meta({ id: "Evaluate" });
export type Evaluate = z.output<typeof evaluateSchema>;

/** The evaluation's result and its reason. */
const answerFields = {
  value: jsonValueSchema,
  variant: z
    .string()
    .nullable()
    .optional()
    .meta({ description: "What the flag calls the value; null: it has no name for it. Absent: it has no variants." }),
  is_code_default: z
    .literal(true)
    .optional()
    .meta({ description: "The flag is off and serves nothing (`value` is null): the default in your code counts." }),
  reason: reasonSchema,
  rule_id: z.string().nullable().meta({ description: "The rule that decided. Null: none did, or a client key asks." }),
};

export const answerSchema = z.strictObject(answerFields);

export const evaluationSchema = z
  .strictObject({
    flag_key: z.string(),
    ...answerFields,
    environment: z.string(),
    trace: z.array(ruleTraceSchema).optional(),
    requirements: z.array(requirementTraceSchema).optional().meta({
      description: "With a `trace`: what the flag requires. Absent while the flag is off, or when it requires nothing.",
    }),
  })
  .meta({ id: "Evaluation" });
export type Evaluation = z.output<typeof evaluationSchema>;

/** The engine's explanation in the names of the contract. */
export function toEvaluation(flagKey: string, explanation: Explanation, environment: string): Evaluation {
  const { value, variant, isVariantImplied, isCodeDefault, reason, ruleId, trace, requirements } = explanation;
  return {
    flag_key: flagKey,
    value,
    ...(variant !== undefined && !isVariantImplied && { variant }),
    ...(isCodeDefault && { is_code_default: isCodeDefault }),
    reason,
    rule_id: ruleId,
    environment,
    trace: trace.map(toRuleTrace),
    ...(requirements && { requirements: [...requirements] }),
  };
}

export const bootstrapSchema = z
  .strictObject({ project_id: projectIdSchema, environment: environmentSchema, context: contextSchema })
  .meta({ id: "Bootstrap" });
export type Bootstrap = z.output<typeof bootstrapSchema>;

export const bootstrapResultSchema = z
  .strictObject({
    environment: z.string(),
    revision: z.number().int().meta({ description: "Grows with every change to the project." }),
    flags: z.record(z.string(), answerSchema),
  })
  .meta({ id: "BootstrapResult" });

export const streamQuerySchema = z.strictObject({
  project_id: projectIdSchema,
  environment: environmentNameSchema.optional(),
  ...changesQuery,
});
export type StreamQuery = z.output<typeof streamQuerySchema>;

/** OFREP's own request. Another protocol may extend it, so unknown fields are ignored and not refused. */
export const ofrepRequestSchema = z.object({ context: contextSchema }).meta({ id: "OfrepRequest" });

/** Unknown query parameters are ignored, too. */
export const ofrepQuerySchema = z.object({});

export const ofrepBulkQuerySchema = z.object({
  flagConfigEtag: z.string().optional().meta({
    description: "What the last event called the flags: an instance that has yet to hear of them waits, up to 1 s.",
  }),
});

export const ofrepStreamQuerySchema = z.object({
  stream: z.string().meta({ description: "The token in the address that a bulk evaluation gives." }),
});

export const flagSetIdSchema = z
  .string()
  .meta({ description: "What OpenFeature calls a flag set: `<project slug>/<environment>`" });

/**
 * An evaluation in OFREP's form. OFREP has no reason DEFAULT: UNKNOWN is sent, and the metadata has the actual reason.
 */
export const ofrepEvaluationSchema = z
  .strictObject({
    key: z.string(),
    value: jsonValueSchema.optional().meta({ description: "Absent: the default in your code counts." }),
    variant: z.string().optional().meta({
      description: "What the flag calls the value. A boolean flag without variants: `on` and `off`.",
    }),
    reason: z.enum(["TARGETING_MATCH", "SPLIT", "STATIC", "DISABLED", "UNKNOWN"]),
    metadata: z.strictObject({
      reason: reasonSchema,
      environment: z.string(),
      flagSetId: flagSetIdSchema,
      rule_id: z.string().optional().meta({ description: "Absent: no rule decided, or a client key asks." }),
    }),
  })
  .meta({ id: "OfrepEvaluation" });

export const ofrepEvaluationsSchema = z
  .strictObject({
    flags: z.array(ofrepEvaluationSchema),
    eventStreams: z
      .array(z.strictObject({ type: z.literal("sse"), endpoint: z.strictObject({ requestUri: z.string() }) }))
      .optional()
      .meta({ description: "Where to hear of changes. For keys only; the address is not to be logged." }),
    metadata: z.strictObject({
      flagSetId: flagSetIdSchema,
      version: z.string().meta({ description: "The project's revision." }),
      environment: z.string(),
      revision: z.number().int(),
      mayReadRules: z
        .literal(true)
        .optional()
        .meta({ description: "The key could read the rules. Whatever runs in a browser is to refuse such a key." }),
    }),
  })
  .meta({ id: "OfrepEvaluations" });

/** A failure in OFREP's form. */
export const ofrepFailureSchema = z
  .strictObject({
    key: z.string().optional(),
    errorCode: z.string().optional().meta({ description: "Absent where OFREP has none: 401, 403, 429, 500." }),
    errorDetails: z.string(),
  })
  .meta({ id: "OfrepFailure" });
