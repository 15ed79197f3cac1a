import { z } from "zod";
import { environmentNameSchema, timestampSchema } from "./common";

const countsSchema = z
  .strictObject({ last_hour: z.number().int(), last_day: z.number().int(), last_seven_days: z.number().int() })
  .meta({ id: "EvaluationCounts" });

export const flagStatsQuerySchema = z.strictObject({ environment: environmentNameSchema.default("production") });

export const flagStatsSchema = z
  .strictObject({
    environment: z.string(),
    last_evaluated_at: timestampSchema.nullable().meta({ description: "Up to ten seconds late. Null: never." }),
    total: countsSchema,
    default: countsSchema.meta({ description: "Evaluations that no rule decided." }),
    rules: z.array(z.strictObject({ rule_id: z.string(), ...countsSchema.shape })),
    variants: z
      .array(z.strictObject({ variant: z.string(), ...countsSchema.shape }))
      .optional()
      .meta({
        description:
          "Evaluations that had the value that a variant has now, in the order of the variants. Absent: the flag " +
          "has none.",
      }),
  })
  .meta({ id: "FlagStats" });
export type FlagStats = z.output<typeof flagStatsSchema>;

/** How far a history of evaluations goes back, and in which steps. The steps add up to the period. */
export const historyPeriods = {
  hour: { seconds: 3_600, stepSeconds: 60 },
  day: { seconds: 86_400, stepSeconds: 3_600 },
  week: { seconds: 604_800, stepSeconds: 21_600 },
} as const;
const periodNames = ["hour", "day", "week"] as const;
export type HistoryPeriod = keyof typeof historyPeriods;

export const flagHistoryQuerySchema = z.strictObject({
  environment: environmentNameSchema.default("production"),
  period: z.enum(periodNames).default("day").meta({ description: "Steps of a minute, an hour, or six hours." }),
});
export type FlagHistoryQuery = z.output<typeof flagHistoryQuerySchema>;

const stepCountsSchema = z
  .array(z.number().int())
  .meta({ description: "Evaluations in each step, oldest first. The last step is the current one." });

const servedSeriesSchema = z
  .strictObject({
    rule_id: z.string().nullable().meta({ description: "Null: no rule decided." }),
    value_text: z
      .string()
      .nullable()
      .meta({
        description:
          "The value as JSON, an object's keys in order; of a longer one than 100 characters the beginning, `…` and " +
          "12 digits of its SHA-256. Null: it was not known when it was counted, or there was none.",
      }),
    variant: z.string().nullable().optional().meta({
      description: "What the flag calls the value now; null: it has no name for it. Absent: it has no variants.",
    }),
    is_code_default: z
      .literal(true)
      .optional()
      .meta({ description: "The flag was off and served nothing: the default in the application's code counted." }),
    counts: stepCountsSchema,
  })
  .meta({ id: "EvaluationSeries" });
export type EvaluationSeries = z.output<typeof servedSeriesSchema>;

export const flagHistorySchema = z
  .strictObject({
    environment: z.string(),
    period: z.enum(periodNames),
    from: timestampSchema.meta({ description: "When the first step begins." }),
    step_seconds: z.number().int(),
    series: z
      .array(servedSeriesSchema)
      .meta({ description: "A rule and a value that it served, by their numbers of evaluations, most first." }),
    others: z
      .strictObject({ series: z.number().int(), counts: stepCountsSchema })
      .optional()
      .meta({ description: "What more than 100 series have in all." }),
  })
  .meta({ id: "EvaluationHistory" });
export type FlagHistory = z.output<typeof flagHistorySchema>;
