import {
  type ElementInput,
  groupKinds,
  groupOf,
  type JsonValue,
  mapConditions,
  type RuleConditionInput,
  type RuleInput,
  type SegmentInput,
} from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { Dice } from "../unit/analysis/worlds";
import { editedRequired, requiredFlags } from "./world-required";

/** A list, and the list that an edit makes of it. */
export interface World {
  readonly before: RuleListInput;
  readonly after: RuleListInput;
  /** Every salt of a percentage or a split of either. */
  readonly salts: readonly string[];
}

const words = ["a", "ab", "b", "AB"] as const;
const DAY = "2025-03-10";
const percentages = [1, 1, 50, 50, 100] as const;
/** More would make too many combinations of buckets to count everybody. */
const MOST_SALTS = 3;
/** Groups in groups, and more would be told apart by nobody. */
const MOST_DEEP = 3;

function condition(dice: Dice): RuleConditionInput {
  const made = dice.pick([planCondition, planCondition, levelCondition, levelCondition, idCondition])(dice);
  const isPresence = made.operator.includes("exists");
  const asked = isPresence ? { ...made, value: null } : made;
  return dice.chance(isPresence ? 5 : 25) ? { ...asked, negate: true } : asked;
}

const inAnyCase = (dice: Dice) => (dice.chance(30) ? { ignore_case: true } : {});

function planCondition(dice: Dice): RuleConditionInput {
  const operator = dice.pick([
    ...(["equals", "equals", "not_equals", "in", "not_in", "contains", "not_contains"] as const),
    ...(["starts_with", "ends_with", "exists", "not_exists"] as const),
  ]);
  const isList = operator === "in" || operator === "not_in";
  const isSearch = operator.endsWith("contains") || operator.endsWith("with");
  const value = isList || (isSearch && dice.chance(25)) ? dice.some(words, 3) : dice.pick(words);
  return { attribute: "plan", operator, value: isSearch && value.length === 0 ? "a" : value, ...inAnyCase(dice) };
}

function levelCondition(dice: Dice): RuleConditionInput {
  const operator = dice.pick([
    ...(["greater_than", "greater_than", "less_than", "less_than", "equals", "not_equals"] as const),
    ...(["in", "not_in", "exists", "not_exists"] as const),
  ]);
  const attribute = "level";
  if (operator === "in" || operator === "not_in") {
    return { attribute, operator, value: dice.some([5, 10], 2), ...asVersion(dice) };
  }
  if (!operator.endsWith("than")) return { attribute, operator, value: dice.pick([5, 10]), ...asVersion(dice) };
  return { attribute, operator, ...dice.pick(bounds) };
}

const asVersion = (dice: Dice) => (dice.chance(40) ? ({ as: "version" } as const) : {});

/** What comparisons compare with, as what the value says and as what `as` says. */
const bounds: readonly Pick<RuleConditionInput, "value" | "as">[] = [
  ...[5, 5, 10, 10, "5.0.0", DAY].map((value) => ({ value })),
  { value: 5, as: "number" },
  { value: 5, as: "version" },
  { value: "10", as: "version" },
  { value: DAY, as: "date" },
  { value: Date.parse(DAY), as: "date" },
];

function idCondition(dice: Dice): RuleConditionInput {
  const operator = dice.pick(["equals", "in", "not_in", "starts_with", "exists", "not_exists"] as const);
  const value = operator.endsWith("in") ? dice.some(["u1", "u2"], 2) : operator === "equals" ? "u1" : "u";
  return { attribute: "user_id", operator, value, ...inAnyCase(dice) };
}

/** A condition, or now and then a group of elements or a reference to one of these segments. */
function element(dice: Dice, segments: readonly string[], depth = 0): ElementInput<RuleConditionInput> {
  if (dice.chance(8)) return { segment: dice.pick([...segments, "gone"]) };
  if (depth === MOST_DEEP || !dice.chance(15)) return condition(dice);
  const size = dice.pick([0, 1, 2, 2, 2, 3]);
  return groupOf(
    dice.pick(groupKinds),
    Array.from({ length: size }, () => element(dice, segments, depth + 1)),
  );
}

/** `s1` may refer to `s2`, and so in no circle. */
function segment(dice: Dice, id: string): SegmentInput {
  const references = id === "s1" ? ["s2"] : [];
  const rules = Array.from({ length: dice.below(4) }, () => element(dice, references));
  const match_type = dice.pick(["all", "any"]);
  return { id, match_type, rules: mapConditions(rules, ({ attribute: key, ...asked }) => ({ key, ...asked })) };
}

function rule(dice: Dice, id: string, position: number, salts: readonly string[]): RuleInput {
  return {
    id,
    flag_id: "flag",
    position,
    conditions: Array.from({ length: dice.pick([0, 1, 1, 1, 2, 2, 3]) }, () => element(dice, ["s1", "s2"])),
    value: dice.pick<JsonValue>([true, true, false, "other"]),
    enabled: !dice.chance(12),
    percentage: dice.chance(40) ? dice.pick(percentages) : null,
    segment_id: dice.chance(20) ? dice.pick(["s1", "s2", "gone"]) : null,
    bucket_by: "user_id",
    ...saltAndSplit(dice, salts),
  };
}

/** Splits have one salt: more would make too many combinations of buckets. */
function saltAndSplit(dice: Dice, salts: readonly string[]): Pick<RuleInput, "salt" | "split"> {
  const salt = dice.pick(salts);
  return { salt, split: salt === salts[0] && dice.chance(30) ? split(dice) : null };
}

/** Arms that end where percentages do. */
function split(dice: Dice): RuleInput["split"] {
  const weights = dice.pick([[1], [50], [100], [1, 49], [50, 50], [1, 99], [1, 49, 50]]);
  return weights.map((weight) => ({ weight, value: dice.pick<JsonValue>([true, false, "other"]) }));
}

/** A list of up to five rules, and what an edit as people make them makes of it. */
export function randomWorld(dice: Dice): World {
  const required = dice.chance(30) ? requiredFlags(dice, rule) : undefined;
  const salts = ["x", "y", "z"].slice(0, required === undefined ? 1 + dice.below(MOST_SALTS) : 1);
  const rules = Array.from({ length: 1 + dice.below(5) }, (_, at) => rule(dice, `r${at + 1}`, at + 1, salts));
  const segments = ["s1", "s2"].map((id) => segment(dice, id));
  const before = { defaultValue: false, rules, segments, required };
  const after =
    required !== undefined && dice.chance(50)
      ? { ...before, required: editedRequired(dice, required, rule) }
      : edited(before, dice, salts);
  const used = [before, after]
    .flatMap((list) => [...list.rules, ...(list.required?.rules ?? [])])
    .flatMap(({ salt, percentage, split: arms }) => [
      ...((percentage ?? 100) < 100 ? [salt] : []),
      ...(arms ? [`${salt}/split`] : []),
    ]);
  return { before, after, salts: [...new Set(used)].filter((salt) => salt !== undefined) };
}

function edited(list: RuleListInput, dice: Dice, salts: readonly string[]): RuleListInput {
  const rules = [...list.rules];
  const at = dice.below(rules.length);
  const change = (part: Partial<RuleInput>) =>
    numbered({ ...list, rules: rules.map((each, index) => (index === at ? { ...each, ...part } : each)) });
  switch (dice.below(9)) {
    case 0:
      return numbered({ ...list, rules: [...rules, rule(dice, "new", at + 0.5, salts)] });
    case 1:
      return numbered({ ...list, rules: rules.filter((_, index) => index !== at) });
    case 2:
      return change({ position: dice.below(6) + 0.5 });
    case 3:
      return change({ enabled: rules[at]?.enabled !== true });
    case 4:
      return change({ percentage: dice.pick([null, ...percentages]) });
    case 5:
      return { ...list, segments: [segment(dice, "s1"), ...list.segments.slice(1)] };
    case 6:
      return change({ salt: salts[0], split: dice.chance(80) ? split(dice) : null });
    case 7: {
      const added = rule(dice, "new", 0.5, salts);
      const last = rule(dice, rules.at(-1)?.id ?? "r1", rules.length, salts);
      return numbered({ ...list, rules: [added, ...rules.slice(0, -1), last] });
    }
    default:
      return change({ conditions: [...(rules[at]?.conditions.slice(1) ?? []), element(dice, ["s1", "s2"])] });
  }
}

/** At places 1 to n, as the cards stand. */
function numbered(list: RuleListInput): RuleListInput {
  const rules = [...list.rules].sort((a, b) => a.position - b.position);
  return { ...list, rules: rules.map((each, index) => ({ ...each, position: index + 1 })) };
}
