import {
  compileRuleset,
  evaluate,
  type JsonValue,
  type OperatorId,
  operatorIds,
  operatorOptions,
  operatorValueKind,
  type RuleConditionInput,
  type RuleInput,
  type SegmentInput,
  segmentOperatorIds,
} from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";

/** Numbers as good as random, the same for the same seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  /** True `percent` times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  some<T>(from: readonly T[], most: number): T[] {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(from));
  }
}

// Values that meet: one inside another, numbers in several spellings, dates around each other.
const texts = ["pro", "team", "pro-team", "p", "o", "10", "9", "1.5", "true", "2025-01-01", "2025-06-30", "", "US"];
const comparables = [9, 10, "1.5", "-1", "2025-01-01", "2025-06-30", 1e21];
const patterns = ["^pro$", "^pro", "team$", "^(pro|team)$", "p", "^\\d+$", "[a-m]", "^.{3}$", "(?i)PRO", "^p.*m$", ""];
const others = [
  "PRO",
  "Team",
  "2.0.0",
  "pr",
  "xpro",
  "prox",
  "10.0",
  "1e1",
  "-1",
  "11",
  "9.99",
  "2025-03-01T00:00:00Z",
  "false",
  "team-pro",
  "US,p",
];

const attributes = ["plan", "company.size", "user_id"] as const;

export interface Options {
  hasPatterns: boolean;
  hasRollouts: boolean;
}

function operandOf(operator: OperatorId, dice: Dice): unknown {
  switch (operatorValueKind(operator)) {
    case "none":
      return null;
    case "comparable":
      return dice.pick(comparables);
    case "pattern":
      return dice.pick(patterns);
    case "list":
      return dice.chance(50) ? dice.some(texts, 4) : dice.some(texts, 3).join(", ");
    case "scalar":
      return dice.chance(90) ? dice.pick(texts) : dice.pick([10, 1.5, true]);
  }
}

function operatorOf(dice: Dice, ids: readonly OperatorId[], { hasPatterns }: Options): OperatorId {
  const operator = dice.chance(40) ? dice.pick(["equals", "in", "not_equals"] as const) : dice.pick(ids);
  return operator === "regex" && !hasPatterns ? "equals" : operator;
}

/** An operator, its operand, and now and then each of what else a condition may say. */
function asked(dice: Dice, ids: readonly OperatorId[], options: Options): Omit<RuleConditionInput, "attribute"> {
  const operator = operatorOf(dice, ids, options);
  const { takesSeveral, canNegate, ignoresCase, comparesAs } = operatorOptions(operator);
  const isOfPatterns = operatorValueKind(operator) === "pattern";
  const value = operandOf(operator, dice);
  const as = comparesAs.length > 0 && dice.chance(15) ? dice.pick(comparesAs) : undefined;
  return {
    operator,
    value: takesSeveral && dice.chance(15) ? [value, operandOf(operator, dice)] : value,
    ...(canNegate && dice.chance(20) && { negate: true }),
    ...(ignoresCase &&
      as === undefined &&
      (!isOfPatterns || options.hasPatterns) &&
      dice.chance(20) && { ignore_case: true }),
    ...(as !== undefined && { as }),
  };
}

export function randomCondition(dice: Dice, options: Options): RuleConditionInput {
  return { attribute: dice.pick(attributes), ...asked(dice, operatorIds, options) };
}

export function randomSegments(dice: Dice, options: Options): SegmentInput[] {
  return ["s1", "s2"].slice(0, dice.below(3)).map((id) => ({
    id,
    match_type: dice.pick(["all", "any"]),
    rules: Array.from({ length: dice.below(4) }, () => ({
      key: dice.pick(attributes),
      ...asked(dice, segmentOperatorIds, options),
    })),
  }));
}

export function randomRule(dice: Dice, options: Options, id: string, position: number): RuleInput {
  const hasRollout = options.hasRollouts && dice.chance(25);
  return {
    id,
    flag_id: "flag",
    position,
    conditions: Array.from({ length: dice.pick([0, 1, 1, 2, 2, 3]) }, () => randomCondition(dice, options)),
    value: dice.pick<JsonValue>([true, false, "a"]),
    enabled: !dice.chance(10),
    percentage: hasRollout ? dice.pick([0, 10, 50, 50, 90, 100]) : null,
    segment_id: dice.chance(20) ? dice.pick(["s1", "s2", "gone"]) : null,
    bucket_by: dice.chance(80) ? "user_id" : "plan",
    salt: dice.pick(["x", "y", id]),
  };
}

export function randomList(dice: Dice, options: Options): RuleListInput {
  const rules = Array.from({ length: dice.below(6) }, (_, at) => randomRule(dice, options, `r${at}`, at + 1));
  return { defaultValue: false, rules, segments: randomSegments(dice, options) };
}

/** Somebody for each combination of some values per attribute: missing, scalars of every kind, lists, objects. */
export function randomPopulation(dice: Dice): Record<string, unknown>[] {
  const domain = () => [
    undefined,
    {},
    ...Array.from({ length: 4 }, () => dice.pick(texts)),
    ...Array.from({ length: 3 }, () => dice.pick(others)),
    dice.pick([10, 9, 1.5, true, false, 0]),
    dice.some([...texts, ...others], 3),
    [dice.pick(texts), dice.pick(texts)],
  ];
  const [plans, sizes, ids] = [domain(), domain(), domain()];
  return plans.flatMap((plan) =>
    sizes.flatMap((size) =>
      ids.map((id) => {
        const company = size === undefined ? {} : dice.chance(50) ? { "company.size": size } : { company: { size } };
        return { ...(plan !== undefined && { plan }), ...company, ...(id !== undefined && { user_id: id }) };
      }),
    ),
  );
}

/** The engine's own answers for a list whose flag is on. */
export function engineOf({ defaultValue, rules, segments }: RuleListInput) {
  const flag = { id: "flag", key: "flag", default_value: { value: defaultValue }, enabled: true, status: "active" };
  const ruleset = compileRuleset({ flags: [flag], rules, segments });
  return (context: unknown) => {
    const found = evaluate(ruleset, "flag", context);
    if (found === undefined) throw new Error("The flag is there");
    const { value, reason, ruleId } = found;
    return { value, reason, ruleId };
  };
}
