import { z } from "zod";
import { idSchema } from "./common";
import type { FieldProblems } from "./errors";
import type { Flag } from "./flag";
import { jsonValueSchema } from "./flag-value";
import type { JsonObject } from "./json";
import { limits } from "./limits";
import type { Project } from "./project";
import { createRuleSchema, unknownEnvironment, updateRuleProblems } from "./rule";
import { updateSegmentSchema } from "./segment";
import { testUserChangeSchema } from "./test-user-change";

/** The environment and the position of a rule follow from the drafted list. */
const { environment: _environment, position: _position, ...ruleFields } = createRuleSchema.shape;

/** A drafted rule: one of the list's, or a new one, which has no id yet. Its index in the list is its position. */
const draftRuleSchema = z
  .strictObject({
    id: idSchema.optional().meta({ description: "A rule of this list, as it might become. Absent: a new rule." }),
    ...ruleFields,
  })
  .meta({ id: "DraftRule" });
export type DraftRule = z.output<typeof draftRuleSchema>;

export const analyzeRulesSchema = z
  .strictObject({
    environment: z.string(),
    rules: z
      .array(draftRuleSchema)
      .max(limits.analysedRules)
      .optional()
      .meta({ description: "The list as it might become, first to last. Absent: the list as it is." }),
  })
  .meta({ id: "AnalyzeRules" });
export type AnalyzeRules = z.output<typeof analyzeRulesSchema>;

type Judged = { flag: Pick<Flag, "flag_type">; project: Pick<Project, "environments"> };

/**
 * Problems that the schema alone cannot find: whether the project has the environment, and each value fits the flag's
 * type.
 */
export function analyzeRulesProblems(body: JsonObject, { flag, project }: Judged): FieldProblems {
  const problems: FieldProblems = {};
  if (body.environment !== undefined && !project.environments.some((known) => known === body.environment)) {
    problems.environment = [unknownEnvironment(project.environments)];
  }
  const rules = Array.isArray(body.rules) ? body.rules : [];
  for (const [index, rule] of rules.entries()) {
    if (typeof rule !== "object" || rule === null || Array.isArray(rule)) continue;
    for (const [path, messages] of Object.entries(updateRuleProblems(rule, { flag }))) {
      problems[`rules.${index}.${path}`] = messages;
    }
  }
  return problems;
}

const witnessSchema = z.record(z.string(), z.unknown()).meta({
  description: "A context to see it on: evaluating it bears the claim out.",
});

const listAttributesSchema = z.array(z.string()).meta({
  description: "Not empty: said only of people for whom none of these attributes is a list.",
});

export const doubtSchema = z.enum(["opaque", "budget"]).meta({
  description:
    "`opaque`: a pattern, or a mix of operators, that cannot be reasoned about. `budget`: too long a search.",
});

const findingKindSchema = z.enum([
  "never_matches",
  "never_reached",
  "ends_list",
  "same_as_below",
  "same_as_default",
  "idle_condition",
  "similar_attribute",
  "unlike_known_values",
  "any_order",
  "requirement_never_met",
  "requirement_always_met",
]);

const ruleReferenceSchema = z.string().meta({ description: "A rule's id; `new-1`, `new-2`, … for those without." });

const armFields = {
  arm_before: z.int().optional().meta({
    description: "Which arm of that rule's split, from 0. Absent: all whom it serves, or whom its split leaves over.",
  }),
  arm_after: z.int().optional(),
};

const findingSchema = z
  .strictObject({
    kind: findingKindSchema,
    rule_ids: z.array(ruleReferenceSchema),
    because_of: z.array(ruleReferenceSchema).meta({ description: "The rules that make it so." }),
    condition: z.int().nullable().meta({ description: "Which of the rule's conditions is meant, from 0." }),
    requirement: z.int().optional().meta({
      description: "Which of the flag's `requires` is meant, from 0. Then it is about no rule. Absent: none.",
    }),
    sentence: z.string(),
    list_attributes: listAttributesSchema,
    witness: witnessSchema.nullable(),
    suggestion: z.string().nullable().meta({ description: "The attribute that was probably meant." }),
  })
  .meta({ id: "Finding" });

export const changeSchema = z
  .strictObject({
    rule_before: ruleReferenceSchema.nullable().meta({ description: "Null: the default." }),
    rule_after: ruleReferenceSchema.nullable(),
    ...armFields,
    from: jsonValueSchema,
    to: jsonValueSchema,
    who: z.string().meta({ description: "Everyone concerned, in words; segments by their names." }),
    who_short: z.string().meta({ description: "The same on two lines: its beginning, and how many conditions more." }),
    who_segments: z.array(z.string()).meta({ description: "What the named segments ask for." }),
    sentence: z.string(),
    witness: witnessSchema.nullable().meta({
      description:
        "One of them. Null where several small percentages come together for so few that no id was found, though " +
        "there are some; and of a draft where a new rule's bucket decides, which is known when the rule is created.",
    }),
    list_attributes: z.array(z.string()).meta({
      description: "Not empty: nobody is concerned for whom none of these attributes is a list.",
    }),
    is_exposure: z.boolean().meta({ description: "They get something else than the default of before the change." }),
  })
  .meta({ id: "Change" });
export type Change = z.output<typeof changeSchema>;

export const effectSchema = z
  .strictObject({
    changes: z
      .array(changeSchema)
      .meta({ description: "All who get another value; nobody else does, but for what is unanswered." }),
    unanswered: z
      .array(
        z.strictObject({
          rule_before: ruleReferenceSchema.nullable(),
          rule_after: ruleReferenceSchema.nullable(),
          ...armFields,
          because: doubtSchema,
          is_exposure: z.boolean(),
        }),
      )
      .meta({
        description:
          "Of whom it is not known whether there are any. After a search that was too long, the first of them.",
      }),
    test_users: z
      .array(testUserChangeSchema)
      .meta({ description: "The project's test users whose value differs, or may." }),
    test_users_not_tried: z.array(idSchema).optional().meta({
      description: "Test users of whom there was no time to find out. Absent when all were tried.",
    }),
    requirements_never_met: z
      .array(z.string())
      .optional()
      .meta({
        description:
          "Of a promotion and other dry runs: what the flag requires and nobody would get there, each in a sentence " +
          "with its reason. Its rules then serve nobody, as if it was off. Absent: nothing.",
      }),
    code_default: z
      .array(z.enum(["before", "after"]))
      .optional()
      .meta({
        description:
          "When the flag may leave its value to the code (`when_disabled`): before the change, after it, or both, " +
          "while it is off or where its requirements are not met. Here the code's default counts as the flag's own. " +
          "Absent: never.",
      }),
    new_exposure: z.enum(["yes", "no", "unknown"]).meta({
      description: "Whether somebody gets a value other than the default that they did not get before. `no` is proven.",
    }),
  })
  .meta({ id: "Effect" });
export type Effect = z.output<typeof effectSchema>;

const listEffectSchema = z.strictObject({
  flag_id: idSchema,
  flag_key: z.string(),
  environment: z.string(),
  ...effectSchema.shape,
});

export const rulesAnalysisSchema = z
  .strictObject({
    environment: z.string(),
    findings: z.array(findingSchema),
    not_analysed: z
      .array(
        z.strictObject({
          rule_id: ruleReferenceSchema.nullable().meta({ description: "Null: it is about a requirement." }),
          requirement: z.int().optional(),
          question: findingKindSchema,
          because: doubtSchema,
        }),
      )
      .meta({ description: "Questions that stayed open: that nothing was found says nothing here." }),
    effect: effectSchema.nullable().meta({ description: "What the draft changes; null without one." }),
    required_by: z.array(listEffectSchema).optional().meta({
      description: "What it changes in flags that require this one. Absent: none does, or there is no draft.",
    }),
  })
  .meta({ id: "RulesAnalysis" });
export type RulesAnalysis = z.output<typeof rulesAnalysisSchema>;

const { rules, match_type } = updateSegmentSchema.shape;

export const analyzeSegmentSchema = z
  .strictObject({
    rules,
    match_type,
    deleted: z.boolean().optional().meta({
      description: "As if it was deleted: rules lose it, and those without conditions of their own are turned off.",
    }),
  })
  .meta({ id: "AnalyzeSegment" });
export type AnalyzeSegment = z.output<typeof analyzeSegmentSchema>;

export const segmentAnalysisSchema = z
  .strictObject({
    new_exposure: z.enum(["yes", "no", "unknown"]),
    lists: z
      .array(listEffectSchema)
      .meta({ description: "Each rule list concerned; those of flags that require one of their flags, too." }),
  })
  .meta({ id: "SegmentAnalysis" });
export type SegmentAnalysis = z.output<typeof segmentAnalysisSchema>;
