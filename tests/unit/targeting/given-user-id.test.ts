import fc from "fast-check";
import { expect, test } from "vitest";
import { compileInSteps, compileRuleset, evaluate } from "@/lib/targeting";
import { atOnce } from "@/lib/targeting/compile";
import { contextArbitrary, rulesetArbitrary } from "./arbitraries";
import { flagOf, rulesOf } from "./builders";

const asks = (attribute: string, value: string) => ({ attribute, operator: "equals", value });

test("a user id that is given beside the context counts as if the context had it, and for one evaluation only", () => {
  fc.assert(
    fc.property(rulesetArbitrary, contextArbitrary, fc.string(), (input, context, userId) => {
      const ruleset = compileRuleset(input);
      const { user_id: _, ...anonymous } = context as Record<string, unknown>;
      for (const { key } of input.flags) {
        const given = evaluate(ruleset, key, anonymous, userId);
        expect(given).toEqual(evaluate(ruleset, key, { ...anonymous, user_id: userId }));
        expect(evaluate(ruleset, key, anonymous)).toEqual(evaluate(compileRuleset(input), key, anonymous));
      }
    }),
    { numRuns: 300 },
  );
});

test("it counts also after much was forgotten for another environment, which asks for no user ids", () => {
  const flags = [{ flag: flagOf(), rules: rulesOf([{ percentage: 100, conditions: [asks("user_id", "u-1")] }]) }];
  const ruleset = atOnce(compileInSteps({ flags, segments: [] }));
  const many = (from: number) => ({
    flags: [
      {
        flag: flagOf(),
        rules: rulesOf(Array.from({ length: 6_000 }, (_, at) => ({ conditions: [asks(`a-${from + at}`, "x")] }))),
      },
    ],
    segments: [],
  });
  const other = atOnce(compileInSteps(many(0), ruleset));
  atOnce(compileInSteps(many(6_000), other));
  expect(evaluate(ruleset, "flag", {}, "u-1")?.value).toBe(true);
});
