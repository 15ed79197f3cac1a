import { z } from "zod";
import { environmentNameSchema, idSchema, pageParameters, timestampSchema } from "./common";
import { ruleElementSchema, ruleElementsInputSchema } from "./condition-elements";
import type { FieldProblems } from "./errors";
import type { Flag } from "./flag";
import { flagValueProblem, jsonValueSchema } from "./flag-value";
import type { JsonObject, JsonValue } from "./json";
import { limits } from "./limits";
import type { Project } from "./project";
import { splitSchema } from "./split";
import { nameSchema, textSchema } from "./text";

const positionSchema = z
  .int()
  .min(0)
  .max(limits.position)
  .meta({ description: "Lower is tried first. Taken: that rule and those directly after it move down by one." });

const PERCENTAGE_PROBLEM = "Must be a whole number from 0 to 100";

const percentageSchema = z
  .int(PERCENTAGE_PROBLEM)
  .min(0, PERCENTAGE_PROBLEM)
  .max(100, PERCENTAGE_PROBLEM)
  .nullable()
  .meta({ description: "Share of contexts, by `bucket_by`, that the rule lets in. Null: all." });

const bucketBySchema = textSchema(limits.attributeLength)
  .min(1, "Must not be empty")
  .meta({ description: "By its value, percentage and split assign buckets. An empty text counts as missing." });

const splitFieldSchema = splitSchema.meta({
  description:
    "Everyone whom the rule matches gets one of these values, in this order, by their bucket for `bucket_by`. Those " +
    "whom the weights leave over of 100, or who have no `bucket_by`, get the rule's own `value`. The bucket is " +
    "independent of the one for `percentage`.",
});

const ruleFields = {
  position: positionSchema,
  name: nameSchema.nullable(),
  conditions: ruleElementsInputSchema,
  value: jsonValueSchema.meta({ description: "Served when the rule matches. Fits the flag's type." }),
  percentage: percentageSchema,
  enabled: z.boolean(),
  segment_id: idSchema.nullable().meta({ description: "A segment of the same project that must match, too." }),
  bucket_by: bucketBySchema,
  split: splitFieldSchema.nullable(),
};

export const ruleSchema = z
  .strictObject({
    id: idSchema,
    flag_id: idSchema,
    environment: z.string(),
    ...ruleFields,
    conditions: z.array(ruleElementSchema),
    split: splitFieldSchema.optional(),
    salt: z.string().meta({
      description: "Decides, with `bucket_by`, who is inside the percentage, and in which arm. Never changes.",
    }),
    created_at: timestampSchema,
    updated_at: timestampSchema,
  })
  .meta({ id: "Rule" });
export type Rule = z.output<typeof ruleSchema>;

export const createRuleSchema = z
  .strictObject({
    environment: z.string(),
    ...z.object(ruleFields).partial().shape,
    conditions: ruleFields.conditions,
    value: ruleFields.value,
  })
  .meta({ id: "CreateRule" });
export type CreateRule = z.output<typeof createRuleSchema>;

export const updateRuleSchema = z.strictObject(ruleFields).partial().meta({ id: "UpdateRule" });
export type UpdateRule = z.output<typeof updateRuleSchema>;

/** The message for an environment that the project does not have. */
export const unknownEnvironment = (environments: readonly string[]): string =>
  `Must be one of the project's environments: ${environments.join(", ")}`;

type OfFlag = { flag: Pick<Flag, "flag_type"> };

/**
 * Problems that the schemas alone cannot find: the project must have the environment, and the values must fit the
 * flag's type.
 */
export function createRuleProblems(
  body: JsonObject,
  { flag, project }: OfFlag & { project: Pick<Project, "environments"> },
): FieldProblems {
  const problems = updateRuleProblems(body, { flag });
  if (body.environment === undefined || project.environments.some((name) => name === body.environment)) return problems;
  return { environment: [unknownEnvironment(project.environments)], ...problems };
}

/** A problem that the schema alone cannot find: the values, also those of a split, must fit the flag's type. */
export function updateRuleProblems(body: JsonObject, { flag }: OfFlag): FieldProblems {
  const problems: FieldProblems = {};
  const judge = (path: string, value: JsonValue | undefined) => {
    const message = value === undefined ? undefined : flagValueProblem(flag.flag_type, value);
    if (message !== undefined) problems[path] = [message];
  };
  judge("value", body.value);
  const arms = Array.isArray(body.split) ? body.split.slice(0, limits.splitArms) : [];
  for (const [index, arm] of arms.entries()) {
    if (typeof arm === "object" && arm !== null && !Array.isArray(arm)) judge(`split.${index}.value`, arm.value);
  }
  return problems;
}

export const listRulesQuerySchema = z.strictObject({
  environment: environmentNameSchema.default("production"),
  ...pageParameters,
});
export type ListRulesQuery = z.output<typeof listRulesQuerySchema>;
