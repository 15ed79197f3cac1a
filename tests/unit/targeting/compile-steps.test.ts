import { expect, test } from "vitest";
import { compileInSteps, compileRuleset, evaluate } from "@/lib/targeting";
import { withRules } from "@/lib/targeting/compile";
import { rulesetOf } from "./builders";

test("a rule is compiled in as many steps as it has conditions with patterns, and decides the same", () => {
  const conditions = Array.from({ length: 40 }, (_, at) => ({
    attribute: "a",
    operator: "regex",
    value: `${at % 10}`,
  }));
  const input = rulesetOf([{ conditions }]);
  const steps = compileInSteps(withRules(input));
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) count += 1;
  expect(count).toBeGreaterThanOrEqual(conditions.length);
  for (const a of ["0123456789", "012"]) {
    expect(evaluate(step.value, "flag", { a })).toEqual(evaluate(compileRuleset(input), "flag", { a }));
  }
});
