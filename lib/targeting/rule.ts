import { compileRollout, type Rollout } from "./bucket";
import type { ConditionCompiler, StoredCondition } from "./conditions";
import { isRecord } from "./records";
import type { Segment } from "./segment";
import type { Evaluation, JsonValue } from "./types";

/** A stored rule, compiled. What is null was not set; a `fault` anywhere means that it never matches. */
export interface Rule {
  readonly id: string;
  readonly position: number;
  readonly isEnabled: boolean;
  readonly conditions: readonly StoredCondition[];
  /** A link to a segment; `segment` is null when that is gone. */
  readonly link: { readonly id: string; readonly segment: Segment | null } | null;
  readonly rollout: Rollout | null;
  readonly fault: string | null;
  /** What everyone gets whom the rule matches. */
  readonly answer: Evaluation;
}

/** What the rules of a ruleset share. */
export interface Shared {
  readonly compiler: ConditionCompiler;
  readonly segments: ReadonlyMap<string, Segment>;
}

export function compileRule(stored: Readonly<Record<string, unknown>>, { compiler, segments }: Shared): Rule {
  const id = typeof stored.id === "string" ? stored.id : "";
  const faults: string[] = [];
  if (id === "") faults.push("the rule has no id");
  if (!Array.isArray(stored.conditions)) faults.push("the rule's conditions are not a list");
  if (stored.value === undefined) faults.push("the rule has no value");
  const segmentId = stored.segment_id ?? null;
  if (segmentId !== null && typeof segmentId !== "string") faults.push("the rule's segment_id is not a string");
  const rollout = compileRollout(stored, compiler.attributes);
  if (rollout && "fault" in rollout) faults.push(rollout.fault);
  const usable = rollout && !("fault" in rollout) ? rollout : null;
  return {
    id,
    position: typeof stored.position === "number" ? stored.position : Number.NaN,
    isEnabled: stored.enabled === true,
    conditions: Array.isArray(stored.conditions) ? stored.conditions.map((each) => compileInline(each, compiler)) : [],
    link: typeof segmentId === "string" ? { id: segmentId, segment: segments.get(segmentId) ?? null } : null,
    rollout: usable,
    fault: faults.length > 0 ? faults.join("; ") : null,
    answer: Object.freeze({
      // The input's type says that it is JSON; nothing here depends on it.
      value: (stored.value ?? null) as JsonValue,
      reason: usable && usable.percentage < 100 ? "SPLIT" : "TARGETING_MATCH",
      ruleId: id,
    }),
  };
}

function compileInline(stored: unknown, compiler: ConditionCompiler): StoredCondition {
  const { attribute, operator, value }: Readonly<Record<string, unknown>> = isRecord(stored) ? stored : {};
  return compiler.compile(attribute, operator, value);
}

/** Whether nobody can ever match: a fault, a segment that is gone or empty, nought percent. */
export function isImpossible(rule: Rule): boolean {
  if (rule.fault !== null || rule.rollout?.percentage === 0) return true;
  if (rule.link && (rule.link.segment === null || rule.link.segment.fault !== null)) return true;
  return rule.conditions.some(({ compiled }) => "fault" in compiled);
}
