import type { FlagInput, RuleInput, RulesetInput, SegmentInput } from "@/lib/targeting";
import { type ElementInput, readElement } from "@/lib/targeting/element";
import { CannotExpress } from "./peer";

/** A condition as adapters translate it. */
export interface Operand {
  readonly attribute: string;
  readonly operator: string;
  readonly value: unknown;
}

export function rulesOfFlag(ruleset: RulesetInput, flag: FlagInput): readonly RuleInput[] {
  return ruleset.rules.filter((rule) => rule.flag_id === flag.id);
}

export function operandsOf(rule: RuleInput): readonly Operand[] {
  return rule.conditions.map(conditionOf).map(({ attribute, operator, value }) => ({ attribute, operator, value }));
}

/** Adapters translate lists of conditions: groups only the yardstick has. */
function conditionOf<C>(element: ElementInput<C>): C {
  const read = readElement(element);
  if (read.type !== "condition") throw new CannotExpress(`a ${read.type}`);
  return read.condition;
}

export function operandsOfSegment(segment: SegmentInput): readonly Operand[] {
  return segment.rules.map(conditionOf).map(({ key, operator, value }) => ({ attribute: key, operator, value }));
}

/** The segments that rules of the ruleset link to: peers need not load the others. */
export function linkedSegments({ rules, segments }: RulesetInput): readonly SegmentInput[] {
  const linked = new Set(rules.map((rule) => rule.segment_id));
  return segments.filter(({ id }) => linked.has(id));
}

/** The same rules where attributes are called otherwise, which some products settle for some of them. */
export function renamed(ruleset: RulesetInput, names: Readonly<Record<string, string>>): RulesetInput {
  const nameOf = (attribute: string) => names[attribute] ?? attribute;
  return {
    ...ruleset,
    rules: ruleset.rules.map((rule) => ({
      ...rule,
      conditions: operandsOf(rule).map((operand) => ({ ...operand, attribute: nameOf(operand.attribute) })),
      bucket_by: nameOf(rule.bucket_by ?? "user_id"),
    })),
    segments: ruleset.segments.map((segment) => ({
      ...segment,
      rules: operandsOfSegment(segment).map(({ attribute, ...operand }) => ({ ...operand, key: nameOf(attribute) })),
    })),
  };
}

/** A list operand of a scenario, which is always an array. */
export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
