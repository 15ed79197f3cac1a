import { describe, expect, test } from "vitest";
import type { RuleConditionInput, RuleInput, SegmentInput } from "@/lib/targeting";
import { Budget } from "@/lib/targeting/analysis/budget";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { findNewExposure } from "@/lib/targeting/analysis/new-exposure";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import { Dice, engineOf, type Options, randomList, randomPopulation } from "./worlds";

const STEPS = 60_000;
const words = ["a", "b", "c"] as const;

/** A world in which everybody can be counted: these words are all that conditions ask for. */
function closedCondition(dice: Dice, attribute: string): RuleConditionInput {
  const operator = dice.pick(["equals", "equals", "not_equals", "in", "not_in", "exists", "not_exists"] as const);
  const value = operator.includes("exists") ? null : operator.endsWith("in") ? dice.some(words, 3) : dice.pick(words);
  return { attribute, operator, value };
}

const attributes = ["plan", "country"] as const;

function closedRule(dice: Dice, id: string, position: number): RuleInput {
  return {
    id,
    flag_id: "flag",
    position,
    conditions: Array.from({ length: dice.below(3) }, () => closedCondition(dice, dice.pick(attributes))),
    value: dice.pick([true, true, false, "other"]),
    enabled: !dice.chance(15),
    segment_id: dice.chance(30) ? "s" : null,
  };
}

function closedSegment(dice: Dice): SegmentInput {
  const rules = Array.from({ length: 1 + dice.below(2) }, () => {
    const { attribute, operator, value } = closedCondition(dice, dice.pick(attributes));
    return { key: attribute, operator, value };
  });
  return { id: "s", match_type: dice.pick(["all", "any"]), rules };
}

function closedList(dice: Dice): RuleListInput {
  const rules = Array.from({ length: 1 + dice.below(5) }, (_, at) => closedRule(dice, `r${at}`, at + 1));
  return { defaultValue: false, rules, segments: [closedSegment(dice)] };
}

/** A write as requests make them: to one rule, to the order, to a segment, or of a whole list. */
function written(list: RuleListInput, dice: Dice): RuleListInput {
  const at = dice.below(list.rules.length);
  const change = (part: Partial<RuleInput>) => ({
    ...list,
    rules: list.rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)),
  });
  switch (dice.below(8)) {
    case 0:
      return { ...list, rules: [...list.rules, closedRule(dice, "new", at + 0.5)] };
    case 1:
      return { ...list, rules: list.rules.filter((_, index) => index !== at) };
    case 2:
      return change({ position: dice.below(6) + 0.5 });
    case 3:
      return change({ enabled: list.rules[at]?.enabled !== true });
    case 4:
      return change({ segment_id: list.rules[at]?.segment_id ? null : "s" });
    case 5:
      return { ...list, segments: [closedSegment(dice)] };
    case 6:
      return closedList(dice);
    default:
      return change({ conditions: [closedCondition(dice, "plan")], value: true });
  }
}

/** What an attribute can be there: missing, a word or none of them, any list of those, an object. */
const domain: readonly unknown[] = [
  undefined,
  {},
  ...[...words, "fresh"],
  ...Array.from({ length: 16 }, (_, subset) => [...words, "fresh"].filter((_word, bit) => (subset >> bit) % 2 === 1)),
];
const everybody = domain.flatMap((plan) =>
  domain.map((country) => ({ ...(plan !== undefined && { plan }), ...(country !== undefined && { country }) })),
);

function isExposed(before: RuleListInput, after: RuleListInput, people: readonly unknown[]): boolean {
  const [old, now] = [engineOf(before), engineOf(after)];
  return people.some((context) => {
    const { value } = now(context);
    return !sameJson(value, after.defaultValue) && !sameJson(value, old(context).value);
  });
}

describe("new exposure", () => {
  test("new exposure is found exactly when counting everybody in a closed world finds it", () => {
    const verdicts = { yes: 0, no: 0 };
    for (let run = 0; run < 300; run += 1) {
      const dice = new Dice(run);
      const before = closedList(dice);
      const after = written(before, dice);
      const found = findNewExposure(before, after, STEPS);
      const expected = isExposed(before, after, everybody) ? "yes" : "no";
      expect(found.is, JSON.stringify({ run, before, after, found })).toBe(expected);
      verdicts[expected] += 1;
      if (found.is === "yes") expect(isExposed(before, after, [found.change.witness]), `run ${run}`).toBe(true);
    }
    expect(verdicts.yes).toBeGreaterThan(75);
    expect(verdicts.no).toBeGreaterThan(75);
  }, 120_000);

  test.each([true, false])(
    "new exposure is never denied where somebody has it, nor claimed without somebody (patterns: %s)",
    (hasPatterns) => {
      const options: Options = { hasPatterns, hasRollouts: true };
      let doubtful = 0;
      for (let run = 0; run < 120; run += 1) {
        const dice = new Dice(run);
        const [before, after] = [randomList(dice, options), randomList(dice, options)];
        const found = findNewExposure(before, after, STEPS);
        if (found.is === "no") expect(isExposed(before, after, randomPopulation(dice)), `run ${run}`).toBe(false);
        if (found.is === "yes") expect(isExposed(before, after, [found.change.witness]), `run ${run}`).toBe(true);
        if (found.is === "unknown") doubtful += 1;
        expect(found.is, `run ${run}`).toBe(compareLists(before, after).newExposure);
      }
      expect(doubtful).toBeLessThan(hasPatterns ? 12 : 3);
    },
    120_000,
  );

  test("new exposure beyond the budget is not known, and says so", () => {
    const before = closedList(new Dice(1));
    const after = { ...before, rules: before.rules.map((rule) => ({ ...rule, enabled: true, value: "everyone" })) };
    expect(findNewExposure(before, after, new Budget(0))).toEqual({ is: "unknown", because: "budget" });
    const budget = new Budget(10);
    findNewExposure(before, after, budget);
    expect(budget.isSpent).toBe(true);
  });
});
