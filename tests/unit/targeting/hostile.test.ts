import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type CompiledRuleset,
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  operatorIds,
  type RulesetInput,
} from "@/lib/targeting";
import { attributeNames, conditionArbitrary, rulesetArbitrary } from "./arbitraries";
import { flagOf, rulesetOf, rulesOf } from "./builders";

// Thousands of cases each: on a busy machine that may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** For each operator a flag, whose rules ask it of every attribute. */
const everyOperator: RulesetInput = {
  flags: operatorIds.map((operator) => flagOf({ id: operator, key: operator })),
  rules: operatorIds.flatMap((operator) =>
    rulesOf(
      [...attributeNames, "a"].map((attribute) => ({
        flag_id: operator,
        conditions: [{ attribute, operator, value: operator === "regex" ? "(a+)+$" : "1" }],
      })),
    ),
  ),
  segments: [],
};

function answers(ruleset: CompiledRuleset, context: unknown): void {
  for (const key of [...ruleset.flags.keys(), "missing", "__proto__"]) {
    const { trace: _, requirements: _needs, ...explained } = explain(ruleset, key, context) ?? {};
    expect(explained).toEqual(evaluate(ruleset, key, context) ?? {});
  }
  evaluateAll(ruleset, context);
}

describe("hostile contexts", () => {
  const asked = compileRuleset(everyOperator);

  test("no context makes evaluation throw, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withObjectString: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (context) => answers(asked, context),
      ),
    );
  });

  test("no context makes evaluation throw, whatever its attributes are", () => {
    const attributes = fc.dictionary(
      fc.constantFrom(...attributeNames, "a"),
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
    );
    fc.assert(fc.property(attributes, (context) => answers(asked, context)));
  });

  test("no context makes evaluation throw, when reading it throws: the attribute is not known", () => {
    const refuses = {
      get: () => {
        throw new Error("no");
      },
      getOwnPropertyDescriptor: () => {
        throw new Error("no");
      },
    };
    answers(asked, new Proxy({}, refuses));
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    answers(asked, proxy);
    answers(asked, Object.fromEntries(attributeNames.map((name) => [name, proxy])));
    const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute: "a", operator: "not_exists" }] }]));
    expect(evaluate(ruleset, "flag", { a: 1 })?.value).toBe(false);
    const context = {
      get a() {
        throw new Error("no");
      },
    };
    expect(evaluate(ruleset, "flag", context)?.value).toBe(true);
  });

  test("no context makes evaluation throw, when reading it evaluates the same ruleset for somebody else", () => {
    const ruleset = compileRuleset(
      rulesetOf([{ conditions: ["a", "b", "c"].map((attribute) => ({ attribute, operator: "equals", value: "1" })) }]),
    );
    const other = { a: "2", b: "2", c: "2" };
    expect(evaluate(ruleset, "flag", other)?.value).toBe(false);
    const context = {
      a: "1",
      get b() {
        expect(evaluate(ruleset, "flag", other)?.value).toBe(false);
        return "1";
      },
      c: "1",
    };
    expect(evaluate(ruleset, "flag", context)?.value).toBe(true);
  });
});

describe("damaged data", () => {
  test("no stored data makes the engine throw: damaged flags, rules and segments do not match", () => {
    const damage = fc.anything({ withNullPrototype: true });
    fc.assert(
      fc.property(rulesetArbitrary, fc.infiniteStream(damage), fc.nat(), (input, stream, start) => {
        // Every eleventh field is replaced, so that sound parts remain around the damaged ones.
        let at = start % 11;
        const spoil = (value: unknown): unknown => {
          at += 1;
          if (at % 11 === 0) return stream.next().value;
          if (Array.isArray(value)) return value.map(spoil);
          if (typeof value !== "object" || value === null) return value;
          return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, spoil(field)]));
        };
        const spoilt = { flags: spoil(input.flags), rules: spoil(input.rules), segments: spoil(input.segments) };
        // The types promise sound data; this is what a broken row looks like.
        const ruleset = compileRuleset(spoilt as RulesetInput);
        for (const context of [{}, { plan: "pro", country: "US", user_id: "1" }]) answers(ruleset, context);
      }),
      { numRuns: 1000 },
    );
  });

  test("a damaged condition makes its rule match nobody, and the trace says why", () => {
    fc.assert(
      fc.property(
        conditionArbitrary,
        fc.constantFrom("sounds_like", "", "__proto__", "constructor", null, 5, {}),
        (condition, operator) => {
          const broken = { ...condition, operator: operator as string };
          const explained = explain(compileRuleset(rulesetOf([{ conditions: [broken] }])), "flag", { plan: "pro" });
          expect(explained?.value).toBe(false);
          const detail = expect.stringMatching(/^cannot evaluate: unknown operator/);
          expect(explained?.trace[0]?.conditions[0]).toMatchObject({ detail });
        },
      ),
    );
  });
});

test("lists that JSON would write alike are not taken for one another", () => {
  for (const [one, other, attribute] of [
    [["1"], [1, 2], "2"],
    [[Number.NaN], ["NaN"], "NaN"],
  ]) {
    const conditions = [one, other].map((value) => [{ attribute: "a", operator: "in", value }]);
    const ruleset = compileRuleset(rulesetOf(conditions.map((each) => ({ conditions: each }))));
    expect(evaluate(ruleset, "flag", { a: attribute })?.ruleId).toBe("rule-2");
  }
  for (const value of [[1n], [Symbol("no")]]) {
    answers(compileRuleset(rulesetOf([{ conditions: [{ attribute: "a", operator: "in", value }] }])), { a: "1" });
  }
});

describe("hostile sizes", () => {
  const asked = compileRuleset(everyOperator);

  // CPU time: what else the machine does is not measured.
  const within = (milliseconds: number, work: () => void) => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(milliseconds);
  };

  test("hostile sizes end in bounded time: 10,000 attributes cost nothing that is not asked for", () => {
    const context = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`attribute-${index}`, index]));
    within(1500, () => answers(asked, { ...context, a: "1" }));
  });

  test("hostile sizes end in bounded time: objects and lists nested 100,000 deep", () => {
    const nest = (open: string, close: string) => JSON.parse(`${open.repeat(100_000)}1${close.repeat(100_000)}`);
    within(1500, () => answers(asked, { a: nest('{"a":', "}"), plan: nest("[", "]"), "": nest("[", "]") }));
  });

  test("hostile sizes end in bounded time: a dotted name of 10,000 keys", () => {
    const attribute = Array.from({ length: 10_000 }, () => "a").join(".");
    const context: { a?: unknown } = {};
    context.a = context;
    const ruleset = compileRuleset(rulesetOf([{ conditions: [{ attribute, operator: "exists" }] }]));
    within(1500, () => expect(evaluate(ruleset, "flag", context)?.value).toBe(true));
  });

  test("hostile sizes end in bounded time: a list of 100,000 objects, and one of 100,000 texts", () => {
    const objects = Array.from({ length: 100_000 }, () => ({ a: 1 }));
    const texts = Array.from({ length: 100_000 }, (_, index) => `text-${index}`);
    within(8000, () => answers(asked, { a: objects, plan: texts }));
  });

  test("hostile sizes end in bounded time: text of 1 MiB, read as number, date or pattern", () => {
    for (const text of ["a".repeat(2 ** 20), `${"1".repeat(2 ** 20)}x`, `${"2025-01-01".repeat(100_000)}`]) {
      within(5000, () => answers(asked, { a: text, plan: text }));
    }
  });

  test("hostile sizes end in bounded time: (a+)+$ on 100,000 characters stays linear", () => {
    const ruleset = compileRuleset(
      rulesetOf([{ conditions: [{ attribute: "a", operator: "regex", value: "(a+)+$" }] }]),
    );
    within(2000, () => expect(evaluate(ruleset, "flag", { a: `${"a".repeat(100_000)}!` })?.value).toBe(false));
  });
});
