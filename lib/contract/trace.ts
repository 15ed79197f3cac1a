import { z } from "zod";
import {
  type ElementTrace as EngineElementTrace,
  type RuleTrace as EngineRuleTrace,
  type SegmentTrace as EngineSegmentTrace,
  type GroupKind,
  groupKinds,
} from "@/lib/targeting";

const conditionTraceSchema = z
  .strictObject({
    attribute: z.unknown(),
    operator: z.unknown(),
    value: z.unknown(),
    negate: z.unknown().optional(),
    ignore_case: z.unknown().optional(),
    as: z.unknown().optional(),
    matches: z.boolean(),
    detail: z.string().meta({ description: 'What the attribute is, or why the condition "cannot evaluate".' }),
  })
  .meta({ id: "ConditionTrace" });

/** The result of a condition, a group or a segment. */
type ElementTrace =
  | z.output<typeof conditionTraceSchema>
  | { group: GroupKind; matches: boolean; detail: string; conditions: ElementTrace[] }
  | SegmentTrace;

interface SegmentTrace {
  segment_id: string;
  match_type: "all" | "any" | null;
  matches: boolean;
  fault: string | null;
  conditions: ElementTrace[];
}

const elementTraceSchema: z.ZodType<ElementTrace> = z
  .lazy(() => z.union([conditionTraceSchema, groupTraceSchema, segmentTraceSchema]))
  .meta({ id: "ElementTrace" });

const groupTraceSchema = z
  .strictObject({
    group: z.enum(groupKinds),
    matches: z.boolean(),
    detail: z.string().meta({ description: "How many of its elements hold." }),
    conditions: z.array(elementTraceSchema),
  })
  .meta({ id: "GroupTrace" });

const segmentTraceSchema = z
  .strictObject({
    segment_id: z.string(),
    match_type: z.enum(["all", "any"]).nullable(),
    matches: z.boolean(),
    fault: z.string().nullable().meta({ description: "Why nobody can be in it." }),
    conditions: z.array(elementTraceSchema).meta({
      description: "Empty where the rule's trace has told of the segment before.",
    }),
  })
  .meta({ id: "SegmentTrace" });

const bucketSchema = z
  .number()
  .nullable()
  .meta({ description: "0 to just under 100. Null without an id; an empty text is none." });

export const ruleTraceSchema = z
  .strictObject({
    rule_id: z.string(),
    position: z.number().nullable(),
    outcome: z.enum(["match", "no_match", "not_reached", "disabled"]),
    fault: z.string().nullable().meta({ description: "What is wrong with the stored rule itself." }),
    conditions: z.array(elementTraceSchema),
    segment: segmentTraceSchema.nullable(),
    percentage: z
      .strictObject({
        percentage: z.number(),
        bucket_by: z.string(),
        bucket: bucketSchema,
        matches: z.boolean(),
        detail: z.string(),
      })
      .nullable(),
    split: z
      .strictObject({
        bucket_by: z.string(),
        bucket: bucketSchema,
        arm: z.int().nullable().meta({ description: "Which arm, from 0. Null: none, the rule's own value is served." }),
        detail: z.string(),
      })
      .optional()
      .meta({ description: "For a rule that decided and has a split: which of its values the bucket chose." }),
  })
  .meta({ id: "RuleTrace" });
type RuleTrace = z.output<typeof ruleTraceSchema>;

export const requirementTraceSchema = z
  .strictObject({
    flag: z.unknown(),
    variant: z.unknown().optional(),
    value: z.unknown().optional(),
    matches: z.boolean(),
    detail: z.string().meta({ description: 'What the required flag gives, or why it "cannot evaluate".' }),
  })
  .meta({ id: "RequirementTrace" });

/** What the engine tells of a rule, in the names of the contract. */
export function toRuleTrace({ ruleId, segment, percentage, split, conditions, ...rest }: EngineRuleTrace): RuleTrace {
  const { position, outcome, fault } = rest;
  return {
    rule_id: ruleId,
    position,
    outcome,
    fault,
    conditions: conditions.map(toElementTrace),
    segment: segment && toSegmentTrace(segment),
    percentage: percentage && {
      percentage: percentage.percentage,
      bucket_by: percentage.attribute,
      bucket: percentage.bucket,
      matches: percentage.matches,
      detail: percentage.detail,
    },
    ...(split && {
      split: { bucket_by: split.attribute, bucket: split.bucket, arm: split.arm, detail: split.detail },
    }),
  };
}

const toSegmentTrace = ({ segmentId, matchType, matches, fault, conditions }: EngineSegmentTrace): SegmentTrace => ({
  segment_id: segmentId,
  match_type: matchType,
  matches,
  fault,
  conditions: conditions.map(toElementTrace),
});

function toElementTrace(trace: EngineElementTrace): ElementTrace {
  if ("attribute" in trace) return trace;
  return "group" in trace ? { ...trace, conditions: trace.conditions.map(toElementTrace) } : toSegmentTrace(trace);
}
