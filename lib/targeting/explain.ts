import type { Rollout } from "./bucket";
import type { CompiledRuleset } from "./compile";
import { type Attribute, type Properties, propertiesOf } from "./context";
import { nextEpoch } from "./epoch";
import { describeAttribute, explainCondition } from "./explain-condition";
import type { Rule, SegmentLink } from "./rule";
import type { Explanation, PercentageTrace, RuleOutcome, RuleTrace, SegmentTrace } from "./trace";
import type { Context } from "./types";

/**
 * The same answer as `evaluate`, and what each rule, condition, segment and percentage contributed to it. It tests the
 * rules one after the other, without the index: evaluation must agree with this plain reading.
 * Undefined when there is no such flag. Never throws.
 */
export function explain(ruleset: CompiledRuleset, flagKey: string, context: Context): Explanation | undefined {
  const flag = ruleset.flags.get(flagKey);
  if (flag === undefined) return undefined;
  if (!flag.isEnabled || flag.isArchived) return { ...flag.fallback, trace: [] };
  const properties = propertiesOf(context);
  const epoch = nextEpoch();
  let answer = flag.fallback;
  let isDecided = false;
  const trace = flag.rules.map((rule) => {
    if (!rule.isEnabled) return untried(rule, "disabled");
    if (isDecided) return untried(rule, "not_reached");
    const tried = explainRule(rule, properties, epoch);
    if (tried.outcome === "match") {
      answer = rule.answer;
      isDecided = true;
    }
    return tried;
  });
  return { ...answer, trace };
}

function untried(rule: Rule, outcome: RuleOutcome): RuleTrace {
  return { ...identify(rule), outcome, conditions: [], segment: null, percentage: null };
}

function identify({ id, position, fault }: Rule): Pick<RuleTrace, "ruleId" | "position" | "fault"> {
  return { ruleId: id, position: Number.isFinite(position) ? position : null, fault };
}

function explainRule(rule: Rule, context: Properties, epoch: number): RuleTrace {
  const { conditions: stored, link, rollout, fault } = rule;
  const conditions = stored.map((condition) => explainCondition(condition, context, epoch));
  const segment = link && explainSegment(link, context, epoch);
  const percentage = rollout && explainRollout(rollout, context, epoch);
  const parts = [...conditions, ...(segment ? [segment] : []), ...(percentage ? [percentage] : [])];
  const isMatch = fault === null && parts.every((part) => part.matches);
  return { ...identify(rule), outcome: isMatch ? "match" : "no_match", conditions, segment, percentage };
}

function explainSegment({ id, segment }: SegmentLink, context: Properties, epoch: number): SegmentTrace {
  if (segment === null) {
    return { segmentId: id, matchType: null, matches: false, fault: "the segment is gone", conditions: [] };
  }
  const { matchType, fault } = segment;
  const conditions = segment.conditions.map((condition) => explainCondition(condition, context, epoch));
  return { segmentId: id, matchType, matches: segment.matches(context, epoch), fault, conditions };
}

function explainRollout(rollout: Rollout, context: Properties, epoch: number): PercentageTrace {
  const { percentage, attribute } = rollout;
  const bucket = rollout.bucket(context, epoch);
  const detail =
    bucket === null
      ? `${percentage >= 100 ? "everyone" : "cannot evaluate"}: ${describeNoId(attribute.read(context, epoch))}`
      : `bucket ${bucket.toFixed(3)} of 100, ${percentage} % let in`;
  return { percentage, attribute: attribute.name, bucket, matches: rollout.matches(context, epoch), detail };
}

/** Describes an attribute that is no id for a bucket. */
function describeNoId(attribute: Attribute): string {
  const found = describeAttribute(attribute);
  return attribute.kind === "scalar" ? `${found}, and an empty text is no id` : found;
}
