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
/** Words whose lower case is not that of each of their letters, and one whose upper case is longer. */
const irregular = ["ΟΔΟΣ", "οδοσ", "İ", "i", "ß"];
/** Groups in groups. */
const MOST_DEEP = 3;

function condition(dice: Dice): RuleConditionInput {
  const made = dice.pick([textCondition, textCondition, levelCondition, idCondition])(dice);
  return made.value === null || !dice.chance(20) ? made : { ...made, negate: true };
}

function textCondition(dice: Dice): RuleConditionInput {
  const attribute = dice.pick(["plan", "plan", "team", "company.plan"]);
  if (dice.chance(15)) return { attribute, operator: dice.pick(["exists", "not_exists"]), value: null };
  const ignoring = dice.chance(20) ? { ignore_case: true } : {};
  const from = dice.chance(10) ? irregular : words;
  if (dice.chance(30)) {
    const value = [dice.pick(from), ...dice.some(from, 2)];
    return { attribute, operator: dice.pick(["in", "not_in"]), value, ...ignoring };
  }
  const operator = dice.pick(["equals", "equals", "not_equals", "contains", "starts_with"]);
  return { attribute, operator, value: dice.pick(from), ...ignoring };
}

function levelCondition(dice: Dice): RuleConditionInput {
  const operator = dice.pick(["greater_than", "less_than", "equals"]);
  const isVersion = dice.chance(25);
  const value = dice.pick<string | number>(isVersion ? ["5", "5.0.0-rc.1", "5.0.0-rc.10"] : [5, 10]);
  return { attribute: "level", operator, value, ...(isVersion && { as: "version" }) };
}

const idCondition = (dice: Dice): RuleConditionInput => ({
  attribute: "user_id",
  operator: dice.pick(["in", "not_in"]),
  value: [dice.pick(["u1", "u2", "u-3"]), ...dice.some(["u-1", "u-2"], 2)],
});

/** A condition, or now and then a group, or a reference to one of these segments. */
function element(dice: Dice, segments: readonly string[], depth = 0): ElementInput<RuleConditionInput> {
  if (segments.length > 0 && dice.chance(10)) return { segment: dice.pick(segments) };
  if (depth === MOST_DEEP || !dice.chance(15)) return condition(dice);
  const size = dice.pick([1, 2, 2, 3]);
  return groupOf(
    dice.pick(groupKinds),
    Array.from({ length: size }, () => element(dice, segments, depth + 1)),
  );
}

const conditions = (dice: Dice, segments: readonly string[]): ElementInput<RuleConditionInput>[] =>
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
    ...(dice.chance(10) && { bucket_by: dice.pick(["team", "level", "user_id"]) }),
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

/** Names of values: of all, of fewer, in any order, or now and then of what no rule serves. */
export function variants(dice: Dice, type: Type) {
  const values = [...new Set(valuesOf[type])].slice(dice.below(2));
  const ordered = dice.chance(40) ? values.toReversed() : values;
  const given = type === "string" && dice.chance(20) ? [...ordered, "new"] : ordered;
  return given.map((value, at) => ({ name: `${dice.pick(["V", "W"])}${at}`, value }));
}

/** The names of a flag's values, also those that it has without being asked. */
export const variantNames = (type: Type, named: readonly { name: string }[] = []): readonly string[] =>
  named.length === 0 && type === "boolean" ? ["on", "off"] : named.map(({ name }) => name);
