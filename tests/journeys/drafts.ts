import {
  type ElementInput,
  groupKinds,
  groupOf,
  type JsonValue,
  mapConditions,
  type RuleConditionInput,
  type SegmentInput,
} from "@/lib/targeting";
import type { Dice } from "../unit/analysis/worlds";

const words = ["a", "ab", "b", "AB"];

function condition(dice: Dice): RuleConditionInput {
  const made = dice.pick([textCondition, textCondition, levelCondition, idCondition])(dice);
  return made.value === null || !dice.chance(20) ? made : { ...made, negate: true };
}

function textCondition(dice: Dice): RuleConditionInput {
  const attribute = dice.pick(["plan", "plan", "team"]);
  if (dice.chance(15)) return { attribute, operator: dice.pick(["exists", "not_exists"]), value: null };
  const ignoring = dice.chance(20) ? { ignore_case: true } : {};
  if (dice.chance(30)) {
    const value = [dice.pick(words), ...dice.some(words, 2)];
    return { attribute, operator: dice.pick(["in", "not_in"]), value, ...ignoring };
  }
  const operator = dice.pick(["equals", "equals", "not_equals", "contains", "starts_with"]);
  return { attribute, operator, value: dice.pick(words), ...ignoring };
}

const levelCondition = (dice: Dice): RuleConditionInput => ({
  attribute: "level",
  operator: dice.pick(["greater_than", "less_than", "equals"]),
  value: dice.pick([5, 10]),
});

const idCondition = (dice: Dice): RuleConditionInput => ({
  attribute: "user_id",
  operator: dice.pick(["in", "not_in"]),
  value: [dice.pick(["u1", "u2", "u-3"]), ...dice.some(["u-1", "u-2"], 2)],
});

/** A condition, or now and then a group, or a reference to one of these segments. */
function element(dice: Dice, segments: readonly string[], depth = 0): ElementInput<RuleConditionInput> {
  if (segments.length > 0 && dice.chance(10)) return { segment: dice.pick(segments) };
  if (depth === 2 || !dice.chance(15)) return condition(dice);
  const size = dice.pick([1, 2, 2, 3]);
  return groupOf(
    dice.pick(groupKinds),
    Array.from({ length: size }, () => element(dice, segments, depth + 1)),
  );
}

export const conditions = (dice: Dice, segments: readonly string[]): ElementInput<RuleConditionInput>[] =>
  Array.from({ length: dice.pick([0, 1, 1, 1, 2]) }, () => element(dice, segments));

/** What a segment asks for; now and then nothing. */
export function audience(dice: Dice, segments: readonly string[]): Pick<SegmentInput, "match_type" | "rules"> {
  const rules = Array.from({ length: dice.pick([0, 1, 1, 2, 3]) }, () => element(dice, segments));
  return {
    match_type: dice.pick(["all", "any"]),
    rules: mapConditions(rules, ({ attribute: key, ...asked }) => ({ key, ...asked })),
  };
}

/** What flags of a type can give. */
export const valuesOf: Readonly<Record<Type, readonly JsonValue[]>> = {
  boolean: [true, true, false],
  string: ["x", "x", "y", "z"],
};
export type Type = "boolean" | "string";

/** Fields of a rule, in the words of the API. */
export function ruleFields(dice: Dice, type: Type, segments: readonly string[]): Record<string, unknown> {
  const linked = segments.length > 0 && dice.chance(25) ? { segment_id: dice.pick(segments) } : {};
  return {
    conditions: conditions(dice, segments),
    value: dice.pick(valuesOf[type]),
    ...drawing(dice, type),
    ...linked,
  };
}

/** Those that decide who is drawn. */
function drawing(dice: Dice, type: Type): Record<string, unknown> {
  const weights = dice.pick([[50], [33.334, 33.333], [1, 49, 50], [0.001, 99.999]]);
  return {
    ...(dice.chance(30) && { percentage: dice.pick([null, 0, 1, 50, 99, 100]) }),
    ...(dice.chance(20) && { split: weights.map((weight) => ({ weight, value: dice.pick(valuesOf[type]) })) }),
    ...(dice.chance(10) && { bucket_by: dice.pick(["team", "user_id"]) }),
    ...(dice.chance(10) && { enabled: false }),
  };
}

/** One or two of the fields that an edit changes. */
export function ruleEdit(dice: Dice, type: Type, segments: readonly string[]): Record<string, unknown> {
  const edits: (() => Record<string, unknown>)[] = [
    () => ({ conditions: conditions(dice, segments) }),
    () => ({ value: dice.pick(valuesOf[type]) }),
    () => ({ enabled: dice.chance(70) }),
    () => ({ percentage: dice.pick([null, 0, 1, 50, 100]) }),
    () => ({ segment_id: dice.chance(50) || segments.length === 0 ? null : dice.pick(segments) }),
    () => ({ split: null, ...drawing(dice, type) }),
    () => ({ position: dice.below(7) }),
    () => ({ name: dice.pick(["First", "Second", null]) }),
  ];
  return Object.assign({}, dice.pick(edits)(), dice.chance(30) ? dice.pick(edits)() : {});
}

/** Names of values, or now and then of fewer than there are. */
export const variants = (dice: Dice, type: Type) =>
  [...new Set(valuesOf[type])]
    .slice(dice.below(2))
    .map((value, at) => ({ name: `${dice.pick(["V", "W"])}${at}`, value }));
