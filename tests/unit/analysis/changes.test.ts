import { expect, test } from "vitest";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import {
  Dice,
  engineOf,
  type Options,
  randomCondition,
  randomList,
  randomPopulation,
  randomRule,
  randomSegments,
} from "./worlds";

/** One edit as the dashboard makes them: of a rule, of the order, of a segment, of the default. */
function edited(list: RuleListInput, dice: Dice, options: Options): RuleListInput {
  const rules = [...list.rules];
  const at = dice.below(Math.max(1, rules.length));
  const rule = rules[at];
  switch (dice.below(rule ? 8 : 2)) {
    case 0:
      return { ...list, rules: [...rules, randomRule(dice, options, "new", dice.below(7) + 0.5)] };
    case 1:
      return { ...list, segments: randomSegments(dice, options) };
    case 2:
      return { ...list, rules: rules.filter((other) => other !== rule) };
    case 3:
      return { ...list, defaultValue: true };
    case 4:
      return {
        ...list,
        rules: rules.map((other) => (other === rule ? { ...other, position: dice.below(7) + 0.5 } : other)),
      };
    case 5:
      return { ...list, rules: rules.map((other) => (other === rule ? { ...other, enabled: !other.enabled } : other)) };
    case 6: {
      const percentage = dice.pick([null, 10, 50, 60]);
      return { ...list, rules: rules.map((other) => (other === rule ? { ...other, percentage } : other)) };
    }
    default: {
      const conditions = [...(rule?.conditions.slice(1) ?? []), randomCondition(dice, options)];
      return { ...list, rules: rules.map((other) => (other === rule ? { ...other, conditions } : other)) };
    }
  }
}

/** ANALYSIS_RUNS=10000 searches for longer, and `npm run prove` in worlds of another kind. */
const RUNS = Number(process.env.ANALYSIS_RUNS ?? 120);

test.each([
  { name: "without patterns and percentages", hasPatterns: false, hasRollouts: false, mostDoubtful: 2 },
  { name: "with percentages", hasPatterns: false, hasRollouts: true, mostDoubtful: 2 },
  { name: "with patterns and percentages", hasPatterns: true, hasRollouts: true, mostDoubtful: 10 },
])(
  "no claim about who changes is ever false, $name",
  ({ mostDoubtful, ...options }) => {
    let doubtful = 0;
    let changing = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const dice = new Dice(run);
      const before = randomList(dice, options);
      const after = edited(before, dice, options);
      const report = compareLists(before, after);
      if (report.unanswered.length > 0) doubtful += 1;
      if (report.changes.length > 0) changing += 1;
      const [old, now] = [engineOf(before), engineOf(after)];
      const told = new Set(
        [...report.changes, ...report.unanswered].map((each) => `${each.ruleBefore} ${each.ruleAfter}`),
      );
      let isExposed = false;
      for (const context of randomPopulation(dice)) {
        const [a, b] = [old(context), now(context)];
        if (a.value === b.value) continue;
        if (b.value !== before.defaultValue) isExposed = true;
        if (!told.has(`${a.ruleId} ${b.ruleId}`))
          expect.fail(JSON.stringify({ run, context, a, b, before, after, report }));
      }
      if (isExposed) expect(report.newExposure, `run ${run}`).not.toBe("no");
      for (const change of report.changes) {
        const label = JSON.stringify({ run, change });
        expect(old(change.witness), label).toMatchObject({ value: change.from, ruleId: change.ruleBefore });
        expect(now(change.witness), label).toMatchObject({ value: change.to, ruleId: change.ruleAfter });
        expect(change.from, label).not.toEqual(change.to);
        expect(change.isExposure, label).toBe(change.to !== before.defaultValue);
      }
      expect(report.newExposure === "yes").toBe(report.changes.some(({ isExposure }) => isExposure));
    }
    console.log(
      `${RUNS} edits: ${changing} change somebody's value, ${((doubtful / RUNS) * 100).toFixed(2)} % not analysed`,
    );
    expect((doubtful / RUNS) * 100).toBeLessThan(mostDoubtful);
    expect(changing).toBeGreaterThan(RUNS / 4);
  },
  300_000,
);

test("a list that is replaced whole is answered within its budget, in an answer that one can send", () => {
  const listOf = (name: string): RuleListInput => ({
    defaultValue: false,
    segments: [],
    rules: Array.from({ length: 1000 }, (_, at) => ({
      id: `${name}${at}`,
      flag_id: "flag",
      position: at + 1,
      conditions: [{ attribute: "plan", operator: "equals", value: `${name}${at}` }],
      value: `${name}${at}`,
      enabled: true,
    })),
  });
  const { changes, unanswered, newExposure } = compareLists(listOf("a"), listOf("b"), 60_000);
  expect(newExposure).toBe("yes");
  expect(changes.length).toBeLessThan(1000);
  expect(unanswered.length).toBeLessThanOrEqual(100);
  expect(new Set(unanswered.map(({ because }) => because))).toEqual(new Set(["budget"]));
}, 60_000);
