import { z } from "zod";
import { idSchema } from "./common";
import { reasonSchema } from "./evaluation";
import { jsonValueSchema } from "./flag-value";
import { limits } from "./limits";
import { jsonProblem, textSchema } from "./text";

const countSchema = z.int().min(1).max(limits.reportedCount);

/** A value that is nested too deeply cannot be serialised, so it is not measured. */
const valueProblem = (value: unknown): string | undefined =>
  jsonProblem(value) ??
  (JSON.stringify(value).length > limits.reportedValueLength
    ? `Must be at most ${limits.reportedValueLength} characters of JSON: leave it out`
    : undefined);

const valueSchema = jsonValueSchema.superRefine((value, ctx) => {
  const message = valueProblem(value);
  if (message !== undefined) ctx.addIssue({ code: "custom", message });
});

const reportedSchema = z
  .strictObject({
    flag_key: z.string().max(limits.flagKeyLength),
    rule_id: idSchema.nullable().meta({ description: "The rule that decided. Null: none did." }),
    variant: z.string().max(limits.variantNameLength).nullable().meta({
      description: "What the flag calls the value; null: it has no name for it.",
    }),
    value: valueSchema.optional().meta({
      description:
        "The value, where it has no name and its JSON is short. One that the rule can no longer serve counts as " +
        "not known.",
    }),
    is_code_default: z.literal(true).optional().meta({
      description: "The flag was off and served nothing: the default in the application's code counted.",
    }),
    reason: reasonSchema,
    count: countSchema,
  })
  .meta({ id: "ReportedEvaluation" });
export type ReportedEvaluation = z.output<typeof reportedSchema>;

export const reportEvaluationsSchema = z
  .strictObject({
    project_id: idSchema.optional().meta({ description: "A key that is limited to one project may leave it out." }),
    environment: z.string(),
    evaluations: z.array(reportedSchema).max(limits.reportedEvaluations),
    batch_id: textSchema(limits.batchIdLength).min(1, "Must not be empty").optional().meta({
      description: "A batch that comes again within a day is counted once; by a relay, within an hour.",
    }),
  })
  .meta({ id: "ReportEvaluations" });
export type ReportEvaluations = z.output<typeof reportEvaluationsSchema>;

export const reportedEvaluationsSchema = z
  .strictObject({
    accepted: z.int().meta({ description: "Entries that were counted." }),
    unknown: z.int().meta({ description: "Entries whose flag, or whose rule, is not (or no longer) there." }),
  })
  .meta({ id: "ReportedEvaluations" });
export type ReportedEvaluations = z.output<typeof reportedEvaluationsSchema>;
