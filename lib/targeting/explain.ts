import type { Rollout } from "./bucket";
import type { CompiledRuleset } from "./compile";
import { openScope, type Scope } from "./epoch";
import { describeAttribute, explainCondition } from "./explain-condition";
import type { Rule } from "./rule";
import type { Explanation, PercentageTrace, RuleOutcome, RuleTrace, SegmentTrace } from "./trace";
import type { Context } from "./types";

/**
 * The same answer as `evaluate`, with what every rule, condition, segment and percentage had to do with it. It reads
 * the rules one after the other and uses no index: it is the plain reading that evaluation must agree with.
 * Undefined when there is no such flag. Never throws.
 */
export function explain(ruleset: CompiledRuleset, flagKey: string, context: Context): Explanation | undefined {
  const flag = ruleset.flags.get(flagKey);
  if (flag === undefined) return undefined;
  if (!flag.isEnabled || flag.isArchived) return { ...flag.fallback, trace: [] };
  const scope = openScope(ruleset.epochs, context);
  let answer = flag.fallback;
  let isDecided = false;
  const trace = flag.rules.map((rule) => {
    if (!rule.isEnabled) return untried(rule, "disabled");
    if (isDecided) return untried(rule, "not_reached");
    const tried = explainRule(rule, scope);
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

function explainRule(rule: Rule, scope: Scope): RuleTrace {
  const conditions = rule.conditions.map((condition) => explainCondition(condition, scope));
  const segment = rule.link && explainSegment(rule.link, scope);
  const percentage = rule.rollout && explainRollout(rule.rollout, scope);
  const parts = [...conditions, ...(segment ? [segment] : []), ...(percentage ? [percentage] : [])];
  const isMatch = rule.fault === null && parts.every((part) => part.matches);
  return { ...identify(rule), outcome: isMatch ? "match" : "no_match", conditions, segment, percentage };
}

function explainSegment({ id, segment }: NonNullable<Rule["link"]>, scope: Scope): SegmentTrace {
  if (segment === null) {
    return { segmentId: id, matchType: null, matches: false, fault: "the segment is gone", conditions: [] };
  }
  const { matchType, fault } = segment;
  const conditions = segment.conditions.map((condition) => explainCondition(condition, scope));
  return { segmentId: id, matchType, matches: segment.matches(scope), fault, conditions };
}

function explainRollout(rollout: Rollout, scope: Scope): PercentageTrace {
  const { percentage, attribute } = rollout;
  const bucket = rollout.bucket(scope);
  const detail =
    bucket === null
      ? `${percentage >= 100 ? "everyone" : "cannot evaluate"}: ${describeAttribute(attribute.read(scope))}`
      : `bucket ${bucket.toFixed(3)} of 100, ${percentage} % let in`;
  return { percentage, bucketBy: attribute.name, bucket, matches: rollout.letsIn(scope), detail };
}
