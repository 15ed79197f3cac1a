import type { Evaluation as Explained } from "@/lib/contract/evaluation";
import type { ElementTrace, RuleTrace, SegmentTrace } from "@/lib/contract/trace";
import type {
  ElementTrace as EngineElementTrace,
  SegmentTrace as EngineSegmentTrace,
  RuleTrace as EngineTrace,
  Explanation,
} from "@/lib/targeting";

/** The engine's explanation in the contract's names. */
export function told(flagKey: string, explanation: Explanation, environment: string): Explained {
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

function toRuleTrace({ ruleId, segment, percentage, split, conditions, ...told }: EngineTrace): RuleTrace {
  const { position, outcome, fault } = told;
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
