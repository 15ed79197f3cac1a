import { compileRollout, compileSplit, type Rollout, type Split } from "./bucket";
import { compileElements, linksIn, type SegmentLink, type StoredElement, testsOfAll } from "./compile-element";
import type { ConditionCompiler, Test } from "./condition";
import type { RulesetLists } from "./lists";
import type { Segment } from "./segment";
import type { FlagEvaluation, JsonValue } from "./types";
import { storedJson } from "./values";

/** A stored rule, compiled. What is null was not set; a rule with a `fault` never matches. */
export interface Rule {
  readonly id: string;
  /** NaN when the stored one is no number. */
  readonly position: number;
  readonly isEnabled: boolean;
  /** Its conditions, and groups of them. */
  readonly elements: readonly StoredElement[];
  readonly link: SegmentLink | null;
  /** The tests of its conditions and its segment, which must all hold; null when nobody can satisfy them. */
  readonly tests: readonly Test[] | null;
  /** Every segment that it names, also in its conditions. */
  readonly links: readonly SegmentLink[];
  readonly rollout: Rollout | null;
  readonly fault: string | null;
  /** The answer for everyone whom the rule matches, unless its split says otherwise. */
  readonly answer: FlagEvaluation;
  readonly split: Split | null;
}

/** What the rules of a ruleset share. */
export interface Shared {
  readonly parts: { readonly compiler: ConditionCompiler; readonly lists: RulesetLists };
  readonly segments: ReadonlyMap<string, Segment>;
}

/** Makes an answer of the rule's flag, which everyone who gets it shares. */
export type Answering = (
  value: JsonValue,
  reason: FlagEvaluation["reason"],
  ruleId: FlagEvaluation["ruleId"],
) => FlagEvaluation;

type StoredRule = Readonly<Record<string, unknown>>;

/** Compiles a rule, in the steps of its conditions. */
export function* compileRule(
  stored: StoredRule,
  answer: Answering,
  { parts: { compiler, lists }, segments }: Shared,
): Generator<undefined, Rule> {
  const elements = yield* compileElements(stored.conditions, "attribute", { compiler, segments });
  // Filled before the rule is indexed by its lists.
  yield* lists.fill();
  const compiled = compileRollout(stored, compiler.attributes);
  const rollout = compiled !== null && "fault" in compiled ? null : compiled;
  const segmentId = stored.segment_id;
  const id = typeof stored.id === "string" ? stored.id : "";
  const link = typeof segmentId === "string" ? { id: segmentId, segment: segments.get(segmentId) ?? null } : null;
  const all = link === null ? elements : [...elements, link];
  const whole = answer(
    storedJson(stored.value),
    rollout !== null && rollout.percentage < 100 ? "SPLIT" : "TARGETING_MATCH",
    id,
  );
  const parted = compileSplit(stored, whole, (value) => answer(value, "SPLIT", id), compiler.attributes);
  return {
    id,
    position: typeof stored.position === "number" ? stored.position : Number.NaN,
    isEnabled: stored.enabled === true,
    elements,
    link,
    tests: testsOfAll(all),
    links: linksIn(all),
    rollout,
    fault: faultOf(stored) ?? faultIn(compiled) ?? faultIn(parted),
    answer: whole,
    split: parted !== null && "fault" in parted ? null : parted,
  };
}

const faultIn = (part: object | null): string | null =>
  part !== null && "fault" in part && typeof part.fault === "string" ? part.fault : null;

function faultOf({ id, conditions, value, segment_id: segmentId }: StoredRule): string | null {
  if (typeof id !== "string") return "the rule has no id";
  if (!Array.isArray(conditions)) return "the rule's conditions are not a list";
  if (value === undefined) return "the rule has no value";
  if (typeof segmentId !== "string" && (segmentId ?? null) !== null) return "the rule's segment_id is not a string";
  return null;
}

/** Whether anybody can match it: not with a fault, a deleted or empty segment, or 0 percent. */
export function isPossible({ fault, rollout, tests }: Rule): boolean {
  return fault === null && rollout?.percentage !== 0 && tests !== null;
}

/** Whether everyone matches it. */
export function isUnconditional({ tests, rollout }: Rule): boolean {
  return tests?.length === 0 && (rollout === null || rollout.percentage >= 100);
}
