import type { Attribute } from "./attributes";
import type { Rollout } from "./bucket";
import type { Condition } from "./conditions";
import type { Scope } from "./epoch";
import type { Rule } from "./rule";
import type { Segment } from "./segment";

/** What evaluation has left to ask of a rule that may match. */
export interface Candidate {
  /** Its place among the flag's candidates: the lowest that matches decides. */
  readonly order: number;
  readonly rule: Rule;
  readonly conditions: readonly Condition[];
  readonly segment: Segment | null;
  readonly rollout: Rollout | null;
}

/**
 * The candidate of a possible rule, without the condition that its index has already answered. Conditions on what the
 * flag's other rules ask about too come first: those attributes have been read before.
 */
export function toCandidate(
  rule: Rule,
  order: number,
  answered: Condition | null,
  popularity: ReadonlyMap<Attribute, number>,
): Candidate {
  const usesOf = ({ attribute }: Condition): number => popularity.get(attribute) ?? 0;
  const conditions = rule.decidable.filter((condition) => condition !== answered).sort((a, b) => usesOf(b) - usesOf(a));
  const hasRollout = rule.rollout !== null && rule.rollout.percentage < 100;
  return {
    order,
    rule,
    conditions,
    segment: rule.link?.segment ?? null,
    rollout: hasRollout ? rule.rollout : null,
  };
}

/** Whether nothing is left to ask: everyone who gets this far matches. */
export function isUnconditional({ conditions, segment, rollout }: Candidate): boolean {
  return conditions.length === 0 && segment === null && rollout === null;
}

function holds(candidate: Candidate, scope: Scope): boolean {
  const { conditions, segment, rollout } = candidate;
  for (let at = 0; at < conditions.length; at += 1) if (conditions[at]?.matches(scope) === false) return false;
  return (segment === null || segment.matches(scope)) && (rollout === null || rollout.letsIn(scope));
}

/** The first of `candidates` (in ascending order) that holds and comes before `found`; else `found`. */
export function firstBefore(found: Candidate | null, candidates: readonly Candidate[], scope: Scope): Candidate | null {
  for (let at = 0; at < candidates.length; at += 1) {
    const candidate = candidates[at];
    if (candidate === undefined || (found !== null && candidate.order >= found.order)) return found;
    if (holds(candidate, scope)) return candidate;
  }
  return found;
}
