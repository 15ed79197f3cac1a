import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/lib/targeting";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { sameJson } from "@/lib/targeting/analysis/same-json";
import { compareTestUsers, type TestUserInput } from "@/lib/targeting/analysis/test-users";
import { Dice, engineOf, type Options, randomList, randomPopulation, randomRule } from "./worlds";

const options: Options = { hasPatterns: true, hasRollouts: true };

function usersOf(dice: Dice): TestUserInput[] {
  const population = randomPopulation(dice);
  return Array.from({ length: 8 }, (_, at) => ({
    id: `u${at}`,
    name: `User ${at}`,
    context: dice.pick(population),
    ...(dice.chance(60) && { expected: dice.pick<JsonValue>([true, false, "a"]) }),
  }));
}

test("names exactly those whom the engine gives another value, with both and the expectation", () => {
  let broken = 0;
  for (let run = 0; run < 500; run += 1) {
    const dice = new Dice(run);
    const [before, after] = [randomList(dice, options), randomList(dice, options)];
    const users = usersOf(dice);
    const told = new Map(compareTestUsers(before, after, users).map((change) => [change.user.id, change]));
    const [old, now] = [engineOf(before), engineOf(after)];
    for (const user of users) {
      const [was, is] = [old(user.context), now(user.context)];
      const change = told.get(user.id);
      if (sameJson(was.value, is.value)) {
        expect(change, `run ${run}`).toBeUndefined();
        continue;
      }
      const isBroken = user.expected !== undefined && was.value === user.expected;
      if (isBroken) broken += 1;
      const breaksExpectation = isBroken ? "yes" : "no";
      expect(change, `run ${run}`).toMatchObject({ user, before: was, after: is, breaksExpectation });
    }
  }
  expect(broken).toBeGreaterThan(50);
}, 60_000);

describe("new rule with a percentage", () => {
  /** Draws that end on every side of the percentages, for any id. */
  const SALTS = Array.from({ length: 40 }, (_, at) => `salt-${at}`);

  test("a new rule with a percentage leaves open exactly what some salts give and others do not", () => {
    let open = 0;
    for (let run = 0; run < 80; run += 1) {
      const dice = new Dice(run);
      const before = randomList(dice, { ...options, hasRollouts: false });
      const added = [1, 2].map((n) => ({ ...randomRule(dice, options, `new-${n}`, n + 0.5), percentage: 50 }));
      const after = { ...before, rules: [...before.rules, ...added] };
      const users = usersOf(dice);
      const drafted = { ...after, newRuleIds: new Set(["new-1", "new-2"]) };
      const told = new Map(compareTestUsers(before, drafted, users).map((change) => [change.user.id, change]));
      const [old, drawn] = [engineOf(before), SALTS.map((salt) => engineOf(withSalts(after, salt)))];
      for (const user of users) {
        const was = old(user.context);
        const outcomes = drawn.map((engine) => engine(user.context));
        const change = told.get(user.id);
        expect(change !== undefined, `run ${run}`).toBe(outcomes.some(({ value }) => value !== was.value));
        if (change === undefined) continue;
        const isOpen = new Set(outcomes.map(({ ruleId }) => ruleId)).size > 1;
        if (isOpen) open += 1;
        expect(change.after, `run ${run}`).toEqual(isOpen ? null : outcomes[0]);
        const isMet = was.value === user.expected;
        const lost = outcomes.filter(({ value }) => value !== user.expected).length;
        const verdict = lost === outcomes.length ? "yes" : "unknown";
        expect(change.breaksExpectation, `run ${run}`).toBe(isMet ? verdict : "no");
      }
    }
    expect(open).toBeGreaterThan(50);
  }, 60_000);

  test("a new rule with a percentage changes nobody of whom it is not said, whatever its salt", () => {
    let later = 0;
    for (let run = 0; run < 60; run += 1) {
      const dice = new Dice(run);
      const before = randomList(dice, options);
      const named = { attribute: "user_id", operator: "in", value: ["u-1", "u-2", "u-3"] };
      const made = { ...randomRule(dice, options, "new-1", dice.below(4) + 0.5), salt: "new-1", bucket_by: "user_id" };
      const drawing = run % 2 === 0 ? { percentage: 50 } : { percentage: null, split: [{ weight: 50, value: "b" }] };
      const conditions = run % 4 < 2 ? [named, ...made.conditions.slice(1)] : made.conditions;
      const rule = { ...made, ...drawing, conditions };
      const after = { ...before, rules: [...before.rules, rule] };
      const report = compareLists(before, { ...after, newRuleIds: new Set(["new-1"]) });
      const [old, drawn] = [engineOf(before), SALTS.slice(0, 20).map((salt) => engineOf(withSalts(after, salt)))];
      const told = new Set(
        [...report.changes, ...report.unanswered].map((each) => `${each.ruleBefore} ${each.ruleAfter}`),
      );
      for (const { context } of usersOf(dice)) {
        const person = { ...context, user_id: dice.pick(["u-1", "u-2", "u-3", "u-4"]) };
        const was = old(person);
        for (const engine of drawn) {
          const is = engine(person);
          if (is.value !== was.value) expect(told, `run ${run}`).toContain(`${was.ruleId} ${is.ruleId}`);
        }
      }
      for (const { isBucketOpen, witness, from, to } of report.changes) {
        if (isBucketOpen) later += 1;
        if (isBucketOpen) expect(witness).toBeNull();
        // Who is shown changes so, whomever the rule will draw.
        if (witness === null) continue;
        const says = `run ${run}: ${JSON.stringify(witness)}`;
        expect(old(witness).value, says).toEqual(from);
        for (const engine of drawn) expect(engine(witness).value, says).toEqual(to);
      }
    }
    expect(later).toBeGreaterThan(20);
  }, 60_000);

  function withSalts(list: RuleListInput, salt: string): RuleListInput {
    const rules = list.rules.map((rule) => (rule.id.startsWith("new-") ? { ...rule, salt: rule.id + salt } : rule));
    return { ...list, rules };
  }
});
