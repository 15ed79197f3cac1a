import fc from "fast-check";
import { expect, test } from "vitest";
import { compileRuleset, evaluate } from "@/lib/targeting";
import { contextArbitrary, rulesetArbitrary } from "./arbitraries";

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
