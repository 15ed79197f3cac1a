import fc from "fast-check";
import { expect, test } from "vitest";
import { compileInSteps, compileRuleset, evaluate, evaluateAll, explain } from "@/lib/targeting";
import { atOnce, compileOnDemand, withRules } from "@/lib/targeting/compile";
import { contextArbitrary, rulesetArbitrary } from "./arbitraries";
import { flagOf, rulesOf } from "./builders";

const conditions = (attribute: string) => [{ attribute, operator: "equals", value: "x" }];
const twoFlags = withRules({
  flags: ["one", "other"].map((key) => flagOf({ id: key, key })),
  rules: rulesOf(["one", "other"].map((key) => ({ flag_id: key, conditions: conditions(key) }))),
  segments: [],
});

test("a flag is compiled at its first use, and no other with it", () => {
  const ruleset = compileOnDemand(twoFlags);
  const { compiler } = ruleset.parts;
  expect(compiler.size).toBe(0);
  expect(evaluate(ruleset, "one", { one: "x" })?.value).toBe(true);
  // A condition and its attribute.
  expect(compiler.size).toBe(2);
  evaluate(ruleset, "one", {});
  expect(compiler.size).toBe(2);
  expect(evaluateAll(ruleset, { other: "x" }).map(({ value }) => value)).toEqual([false, true]);
  expect(compiler.size).toBe(4);
});

test("the ruleset that follows one compiled on demand takes its flags over, and is whole", () => {
  const first = compileOnDemand(twoFlags);
  evaluate(first, "one", {});
  const second = atOnce(compileInSteps(twoFlags, first));
  expect([...second.flags.values()]).toEqual([...first.flags.values()]);
  expect(second.flags.get("other")).toBe(first.flags.get("other"));
  expect(second.parts.compiler.size).toBe(4);
});

test("an evaluation between two steps of compiling a flag is answered, and nothing is compiled for nobody", () => {
  const value = Array.from({ length: 20_000 }, (_, at) => `user-${at}`);
  const flag = { flag: flagOf(), rules: rulesOf([{ conditions: [{ attribute: "id", operator: "in", value }] }]) };
  const first = compileOnDemand({ flags: [flag], segments: [] });
  const steps = compileInSteps({ flags: [flag], segments: [] }, first);
  steps.next();
  expect(evaluate(first, "flag", { id: "user-19999" })?.value).toBe(true);
  const rules = first.flags.get("flag")?.rules;
  const second = atOnce(steps);
  expect(second.flags.get("flag")?.rules).toBe(rules);
  expect(evaluate(second, "flag", { id: "user-19999" })?.value).toBe(true);
});

test("a ruleset that is compiled on demand answers as one that is compiled at once, and so does its follower", () => {
  const contexts = fc.array(contextArbitrary, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(rulesetArbitrary, contexts, fc.boolean(), fc.nat(), (input, people, isWholeFirst, at) => {
      const whole = compileRuleset(input);
      const source = withRules(input);
      const ruleset = compileOnDemand(source);
      const [key = ""] = [...whole.flags.keys()].slice(at % Math.max(1, whole.flags.size));
      for (const context of people) {
        if (isWholeFirst) expect(evaluateAll(ruleset, context)).toEqual(evaluateAll(whole, context));
        expect(evaluate(ruleset, key, context)).toEqual(evaluate(whole, key, context));
      }
      const follower = atOnce(compileInSteps({ ...source, segments: input.segments.slice(1) }, ruleset));
      const without = compileRuleset({ ...input, segments: input.segments.slice(1) });
      for (const context of people) {
        expect(evaluateAll(follower, context)).toEqual(evaluateAll(without, context));
        for (const flagKey of whole.flags.keys()) {
          expect(explain(ruleset, flagKey, context)).toEqual(explain(whole, flagKey, context));
        }
      }
    }),
    { numRuns: 100 },
  );
});
