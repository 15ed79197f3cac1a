import { compileRollout, type Rollout } from "./bucket";
import { type Condition, type ConditionCompiler, decidableOf, type StoredCondition } from "./conditions";
import { isRecord, listOf } from "./records";
import type { Segment } from "./segment";
import type { FlagEvaluation, JsonValue } from "./types";

type StoredRule = Readonly<Record<string, unknown>>;

/** A stored rule, compiled. What is null was not set; a `fault` means that it never matches. */
export interface Rule {
  readonly id: string;
  readonly position: number;
  readonly isEnabled: boolean;
  readonly conditions: readonly StoredCondition[];
  /** Those of them that can be decided: all, unless the rule is impossible. */
  readonly decidable: readonly Condition[];
  /** A link to a segment; `segment` is null when that is gone. */
  readonly link: { readonly id: string; readonly segment: Segment | null } | null;
  readonly rollout: Rollout | null;
  readonly fault: string | null;
  /** What everyone gets whom the rule matches. */
  readonly answer: FlagEvaluation;
}

/** What the rules of a ruleset share. */
export interface Shared {
  readonly compiler: ConditionCompiler;
  readonly segments: ReadonlyMap<string, Segment>;
}

/** Compiles a rule, stopping after each condition with patterns: twenty of the heaviest take some 30 ms. */
export function* compileRule(
  stored: StoredRule,
  flagKey: string,
  { compiler, segments }: Shared,
): Generator<undefined, Rule> {
  const conditions: StoredCondition[] = [];
  for (const each of listOf(stored.conditions)) {
    conditions.push(compileInline(each, compiler));
    if (isRecord(each) && each.operator === "regex") yield;
  }
  const compiled = compileRollout(stored, compiler.attributes);
  const rollout = compiled && "fault" in compiled ? null : compiled;
  const fault = faultOf(stored) ?? (compiled && "fault" in compiled ? compiled.fault : null);
  const segmentId = stored.segment_id;
  return {
    id: typeof stored.id === "string" ? stored.id : "",
    position: typeof stored.position === "number" ? stored.position : Number.NaN,
    isEnabled: stored.enabled === true,
    conditions,
    decidable: decidableOf(conditions),
    link: typeof segmentId === "string" ? { id: segmentId, segment: segments.get(segmentId) ?? null } : null,
    rollout,
    fault,
    answer: Object.freeze({
      flagKey,
      // The input's type says that it is JSON; nothing here depends on it.
      value: (stored.value ?? null) as JsonValue,
      reason: rollout && rollout.percentage < 100 ? "SPLIT" : "TARGETING_MATCH",
      ruleId: typeof stored.id === "string" ? stored.id : "",
    }),
  };
}

function compileInline(stored: unknown, compiler: ConditionCompiler): StoredCondition {
  const written: Readonly<Record<string, unknown>> = isRecord(stored) ? stored : {};
  return compiler.compile(written.attribute, written);
}

function faultOf({ id, conditions, value, segment_id: segmentId }: StoredRule): string | null {
  if (typeof id !== "string") return "the rule has no id";
  if (!Array.isArray(conditions)) return "the rule's conditions are not a list";
  if (value === undefined) return "the rule has no value";
  if (typeof segmentId !== "string" && (segmentId ?? null) !== null) return "the rule's segment_id is not a string";
  return null;
}

/** Whether nobody can ever match: a fault, a segment that is gone or empty, nought percent. */
export function isImpossible({ fault, rollout, link, conditions, decidable }: Rule): boolean {
  if (fault !== null || rollout?.percentage === 0 || decidable.length < conditions.length) return true;
  return link !== null && (link.segment === null || link.segment.fault !== null);
}
