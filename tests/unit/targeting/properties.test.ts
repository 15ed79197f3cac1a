import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  operatorIds,
  operatorOptions,
  type RulesetInput,
} from "@/lib/targeting";
import {
  askedArbitrary,
  conditionArbitrary,
  contextArbitrary,
  leafArbitrary,
  longRulesetArbitrary,
  rulesetArbitrary,
  scalarArbitrary,
} from "./arbitraries";
import { flagOf, rulesetOf, rulesOf } from "./builders";
import { conditionHolds, naiveEvaluate } from "./naive";

// Thousands of rulesets each: on a busy machine that may take its time.
vi.setConfig({ testTimeout: 60_000 });

const keysOf = (ruleset: { flags: readonly { key: string }[] }) => ruleset.flags.map(({ key }) => key);

describe("random rulesets and contexts", () => {
  test.each<[string, fc.Arbitrary<RulesetInput>, number]>([
    ["short lists", rulesetArbitrary, 2000],
    ["long lists", longRulesetArbitrary, 500],
  ])("evaluation of %s agrees with a plain reading of the semantics", (_name, rulesets, numRuns) => {
    fc.assert(
      fc.property(rulesets, fc.array(contextArbitrary, { minLength: 1, maxLength: 8 }), (input, contexts) => {
        const ruleset = compileRuleset(input);
        const keys = keysOf(input);
        const answers = contexts.map((context) => keys.map((key) => evaluate(ruleset, key, context)));
        expect(answers).toEqual(contexts.map((context) => keys.map((key) => naiveEvaluate(input, key, context))));
      }),
      { numRuns },
    );
  });

  test("explain, evaluate and evaluateAll give one answer, and evaluateAll leaves out what is archived", () => {
    fc.assert(
      fc.property(rulesetArbitrary, contextArbitrary, (input, context) => {
        const ruleset = compileRuleset(input);
        const all = new Map(evaluateAll(ruleset, context).map((each) => [each.flagKey, each]));
        for (const { key, status } of input.flags) {
          const one = evaluate(ruleset, key, context);
          const { trace, requirements = [], ...answer } = explain(ruleset, key, context) ?? {};
          expect(answer).toEqual(one);
          if (requirements.some(({ matches }) => !matches)) expect(one?.reason).toBe("DISABLED");
          expect(all.get(key)).toBe(status === "archived" ? undefined : one);
          expect(trace?.find(({ outcome }) => outcome === "match")?.ruleId ?? null).toBe(one?.ruleId);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("an attribute that is null is as good as one that is not there", () => {
    fc.assert(
      fc.property(rulesetArbitrary, contextArbitrary, (input, context) => {
        const ruleset = compileRuleset(input);
        const withoutNulls = Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));
        for (const key of keysOf(input)) {
          expect(evaluate(ruleset, key, withoutNulls)).toEqual(evaluate(ruleset, key, context));
        }
      }),
    );
  });

  test("a negative operator is exactly the negation of its twin for every scalar that is there", () => {
    const twins = [
      ["equals", "not_equals"],
      ["contains", "not_contains"],
      ["in", "not_in"],
      ["exists", "not_exists"],
    ] as const;
    const operands = {
      equals: scalarArbitrary,
      contains: scalarArbitrary,
      in: fc.array(scalarArbitrary),
      exists: fc.constant(null),
    };
    for (const [positive, negative] of twins) {
      fc.assert(
        fc.property(scalarArbitrary, operands[positive] as fc.Arbitrary<unknown>, (attribute, value) => {
          // What is too long to be searched matches neither way.
          fc.pre(positive !== "contains" || String(attribute).length <= 16_384);
          const answer = (operator: string) => {
            const input = rulesetOf([{ conditions: [{ attribute: "a", operator, value }] }]);
            return evaluate(compileRuleset(input), "flag", { a: attribute });
          };
          expect(answer(negative)?.value).toBe(!answer(positive)?.value);
        }),
      );
    }
  });

  test.each(operatorIds.filter((operator) => operatorOptions(operator).canNegate))(
    "a negated %s is exactly its negation for whoever can be judged, and matches nobody else",
    (operator) => {
      const people = fc.record({ a: fc.oneof(leafArbitrary, fc.constant(undefined), fc.constant({})) });
      fc.assert(
        fc.property(askedArbitrary(operator), people, ({ negate: _, ...asked }, context) => {
          const input = rulesetOf([
            { conditions: [{ attribute: "a", ...asked }], value: "plain" },
            { conditions: [{ attribute: "a", ...asked, negate: true }], value: "negated" },
          ]);
          const { value, trace = [] } = explain(compileRuleset(input), "flag", context) ?? {};
          const [plain, negated] = [asked, { ...asked, negate: true }].map((each) =>
            conditionHolds(context, "a", each),
          );
          expect(plain && negated).toBe(false);
          expect(value).toBe(plain ? "plain" : negated ? "negated" : false);
          // For one scalar, neither way is said to be a matter of what cannot be judged.
          const details = trace.flatMap(({ conditions }) =>
            conditions.map((told) => ("detail" in told ? told.detail : "")),
          );
          if (!plain && !negated && !Array.isArray(context.a)) {
            for (const detail of details) expect(detail).toMatch(/^cannot evaluate: /);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  test("reordering rules with disjoint audiences changes nobody", () => {
    const audiences = fc.uniqueArray(scalarArbitrary, { selector: String, minLength: 2, maxLength: 12 });
    const shuffled = audiences.chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    );
    fc.assert(
      fc.property(
        shuffled,
        scalarArbitrary,
        fc.integer({ min: 0, max: 100 }),
        ([values, reordered], plan, percentage) => {
          const answer = (order: typeof values) => {
            const rules = order.map((value) => ({
              conditions: [{ attribute: "plan", operator: "equals", value }],
              value: String(value),
              salt: `salt-${value}`,
              percentage,
            }));
            return evaluate(compileRuleset(rulesetOf(rules)), "flag", { plan, user_id: plan })?.value;
          };
          expect(answer(reordered)).toEqual(answer(values));
        },
      ),
    );
  });

  test("one ruleset answers every context as if it were the first", () => {
    fc.assert(
      fc.property(rulesetArbitrary, fc.array(contextArbitrary, { minLength: 2 }), (input, contexts) => {
        const reused = compileRuleset(input);
        for (const context of contexts) {
          const anew = compileRuleset(input);
          expect(evaluateAll(reused, context)).toEqual(evaluateAll(anew, context));
          for (const key of keysOf(input)) {
            expect(evaluate(reused, key, context)).toEqual(evaluate(anew, key, context));
          }
        }
      }),
    );
  });
});

describe("percentages", () => {
  const rollout = (percentage: number, salt: string) => ({ percentage, salt });
  const isIn = (percentage: number, salt: string) => {
    const ruleset = compileRuleset(rulesetOf([rollout(percentage, salt)]));
    return (id: unknown) => evaluate(ruleset, "flag", { user_id: id })?.value === true;
  };

  test("raising a percentage never removes anyone", () => {
    fc.assert(
      fc.property(
        fc.string(),
        scalarArbitrary,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (salt, id, a, b) => {
          const isBefore = isIn(Math.min(a, b), salt)(id);
          if (isBefore) expect(isIn(Math.max(a, b), salt)(id)).toBe(true);
        },
      ),
    );
  });

  test("raising one step by step lets in everyone in the end, each once and for good", () => {
    const steps = [0, 1, 2, 5, 10, 25, 50, 75, 99, 100].map((percentage) => isIn(percentage, "salt"));
    for (let id = 0; id < 500; id += 1) {
      const states = steps.map((step) => step(`user-${id}`));
      expect(states).toEqual([...states].sort((a, b) => Number(a) - Number(b)));
      expect([states[0], states.at(-1)]).toEqual([false, true]);
    }
  });

  test.each(["salt", "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c", ""])(
    "25 %% is 25 %% of 100,000 ids within half a point (salt %j)",
    (salt) => {
      const test25 = isIn(25, salt);
      let inside = 0;
      for (let id = 0; id < 100_000; id += 1) if (test25(`user-${id}`)) inside += 1;
      expect(Math.abs(inside / 1000 - 25)).toBeLessThan(0.5);
    },
  );

  test("two rules' buckets are independent: of those whom one lets in, the other lets in its own percentage", () => {
    const [one, other] = [isIn(30, "rule-one"), isIn(30, "rule-two")];
    let [inOne, inBoth] = [0, 0];
    for (let id = 0; id < 100_000; id += 1) {
      if (!one(id)) continue;
      inOne += 1;
      if (other(id)) inBoth += 1;
    }
    expect(Math.abs(inBoth / inOne - 0.3)).toBeLessThan(0.01);
  });

  test("reordering rollouts changes who meets which rule first, but nobody's bucket", () => {
    const rules = rulesOf([rollout(30, "a"), rollout(30, "b")]);
    const buckets = (order: typeof rules) => {
      const ruleset = compileRuleset({
        flags: [flagOf()],
        segments: [],
        rules: order.map((rule, index) => ({ ...rule, position: index })),
      });
      return (id: number) =>
        Object.fromEntries(
          explain(ruleset, "flag", { user_id: id })
            ?.trace.filter(({ percentage }) => percentage)
            .map((rule) => [rule.ruleId, rule.percentage?.matches]) ?? [],
        );
    };
    const [forward, backward] = [buckets(rules), buckets([...rules].reverse())];
    for (let id = 0; id < 1000; id += 1) {
      const [a, b] = [forward(id), backward(id)];
      for (const rule of ["rule-1", "rule-2"]) if (rule in a && rule in b) expect(a[rule]).toBe(b[rule]);
    }
  });
});

describe("conditions", () => {
  test("a condition on an attribute that is not there never matches, whatever the operator but not_exists", () => {
    fc.assert(
      fc.property(conditionArbitrary, (condition) => {
        const ruleset = compileRuleset(rulesetOf([{ conditions: [condition] }]));
        expect(evaluate(ruleset, "flag", {})?.value).toBe(condition.operator === "not_exists");
      }),
    );
  });
});
