import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRuleset, type Evaluation, evaluate, explain, type RuleInput } from "@/lib/targeting";
import { rulesetOf } from "./builders";

const IDS = Array.from({ length: 100_000 }, (_, at) => `user-${at}`);
/** Of χ² with one degree of freedom, passed by one draw in a million that is fair. */
const RARE = 23.9;

const thirds = [
  { value: "A", weight: 33.334 },
  { value: "B", weight: 33.333 },
  { value: "C", weight: 33.333 },
];

function answers(rule: Partial<RuleInput>, ids: readonly string[] = IDS): (Evaluation | undefined)[] {
  const ruleset = compileRuleset(rulesetOf([{ value: "rest", ...rule }]));
  return ids.map((user_id) => evaluate(ruleset, "flag", { user_id }));
}

const valuesOf = (rule: Partial<RuleInput>, ids?: readonly string[]) => answers(rule, ids).map((each) => each?.value);

const count = <T>(items: readonly T[], item: T) => items.filter((each) => each === item).length;

describe("split", () => {
  test("a split gives each value the share of people that its weight says", () => {
    const values = valuesOf({ split: thirds });
    for (const { value, weight } of thirds) {
      const expected = (weight / 100) * IDS.length;
      expect((count(values, value) - expected) ** 2 / expected).toBeLessThan(RARE);
    }
    expect(count(values, "rest")).toBe(0);
  });

  test("a split is independent of the rule's percentage", () => {
    const isLetIn = answers({ percentage: 30 }).map((answer) => answer?.ruleId !== null);
    const isInArm = valuesOf({ split: [{ value: "A", weight: 40 }] }).map((value) => value === "A");
    const cells = [true, false].flatMap((letIn) => [true, false].map((inArm) => [letIn, inArm] as const));
    const chiSquare = cells.reduce((sum, [letIn, inArm]) => {
      const found = IDS.filter((_, at) => isLetIn[at] === letIn && isInArm[at] === inArm).length;
      const expected = (count(isLetIn, letIn) * count(isInArm, inArm)) / IDS.length;
      return sum + (found - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(RARE);
  });

  test("a split keeps everybody in their arm when the percentage is raised, and when the rule is moved", () => {
    const few = valuesOf({ split: thirds, percentage: 20 });
    const many = valuesOf({ split: thirds, percentage: 80, position: 7 });
    expect(IDS.filter((_, at) => few[at] !== false && many[at] !== few[at])).toEqual([]);
    expect(count(many, false)).toBeLessThan(count(few, false));
  });

  test("a split moves exactly the people between the old border and the new one when a weight changes", () => {
    const raised = [
      { value: "A", weight: 35.834 },
      { value: "B", weight: 30.833 },
      { value: "C", weight: 33.333 },
    ];
    const [before, after] = [valuesOf({ split: thirds }), valuesOf({ split: raised })];
    const ruleset = compileRuleset(rulesetOf([{ split: thirds }]));
    const isBetween = (user_id: string) => {
      const bucket = explain(ruleset, "flag", { user_id })?.trace[0]?.split?.bucket ?? Number.NaN;
      return bucket >= 33.334 && bucket < 35.834;
    };
    const between = IDS.filter(isBetween);
    expect(IDS.filter((_, at) => before[at] === "B" && after[at] === "A")).toEqual(between);
    expect(IDS.filter((_, at) => before[at] !== after[at])).toEqual(between);
    expect(between.length).toBeGreaterThan(2_000);
  });

  test("a split has exact borders, whatever the weights before them", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(weights, (thousandths) => {
        const split = thousandths.map((weight, at) => ({ value: at, weight: weight / 1000 }));
        const ruleset = compileRuleset(rulesetOf([{ split }]));
        const arms = ruleset.flags.get("flag")?.rules[0]?.split?.arms ?? [];
        let sum = 0;
        for (const [at, weight] of thousandths.entries()) {
          expect([arms[at]?.from, arms[at]?.to]).toEqual([sum, sum + weight]);
          sum += weight;
        }
      }),
    );
  });
});

describe("trace of a rule that splits", () => {
  const splitOf = (rule: Partial<RuleInput>, context: unknown) =>
    explain(compileRuleset(rulesetOf([{ salt: "checkout", ...rule }])), "flag", context)?.trace[0]?.split;

  test("the trace of a rule that splits tells the arm, from where to where it goes, and the bucket", () => {
    expect(splitOf({ split: thirds }, { user_id: "eve" })).toEqual({
      attribute: "user_id",
      bucket: expect.closeTo(38.58, 3),
      arm: 1,
      detail: "bucket 38.580 of 100: arm 2 of 3, from 33.334 % to 66.667 %",
    });
  });

  test("the trace of a rule that splits tells who is left over, and who has no id", () => {
    const split = [{ value: "A", weight: 10 }];
    expect(splitOf({ split }, { user_id: "eve" })).toMatchObject({
      arm: null,
      detail: "bucket 38.580 of 100: left over, the rule's value",
    });
    expect(splitOf({ split }, {})).toMatchObject({ arm: null, detail: 'the rule\'s value: no "user_id"' });
  });

  test("the trace of a rule that splits says nothing of a split that did not decide", () => {
    const split = [{ value: "A", weight: 10 }];
    expect(splitOf({ split, percentage: 0 }, { user_id: "eve" })).toBeUndefined();
    expect(splitOf({}, { user_id: "eve" })).toBeUndefined();
  });
});
