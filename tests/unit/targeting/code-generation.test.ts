import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { compileRuleset, evaluate, evaluateAll, explain, operatorIds, type RuleInput } from "@/lib/targeting";
import { codeGeneration } from "@/lib/targeting/codegen/code-generation";
import type { RuleFinder, TierUp } from "@/lib/targeting/rule-finder";
import { flagOf, rulesetOf, rulesOf } from "./builders";
import { onlyCode } from "./tiers";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const country = (value: unknown) => ({ attribute: "country", operator: "equals", value });

/** What code is made of for a flag with these rules: the parameters' names, and the source behind them. */
function handedToFunction(rules: readonly Partial<RuleInput>[]): readonly string[] {
  const made = vi.spyOn(globalThis, "Function");
  compileRuleset(rulesetOf(rules), { tierUp: onlyCode });
  const handed = made.mock.calls.flat();
  made.mockRestore();
  return handed;
}

describe("no datum gets into generated source", () => {
  // What would end or open a string, a template, a comment, a line or a block; words and names that source has.
  const hostile = [
    ...['"', "'", "`", "\\", "\n", "\r", "\u2028", "\u2029", "\0", "\ud800", "*/", "//", "<!--", "-->", "</script>"],
    ...["$" + "{process.exit()}", '");process.exit();("', ");throw 1;(", "]};{[", "=>", "#!", "import('fs')", "eval"],
    ...["return", "null", "k0", "v0", "x", "root", "own", "arguments", "this", "__proto__", "constructor", "prototype"],
  ];
  const datum = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }), fc.string());
  const anything = fc.oneof(datum, fc.array(datum), fc.integer(), fc.double(), fc.boolean());
  const rules = fc.array(
    fc.record({
      id: datum,
      conditions: fc.array(
        fc.record({ attribute: datum, operator: fc.constantFrom(...operatorIds), value: anything }),
        { maxLength: 4 },
      ),
      value: datum,
      percentage: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      bucket_by: datum,
      salt: datum,
    }),
    { minLength: 1, maxLength: 8 },
  );

  const words = ["return", "const", "if", "null", "undefined", "x", "e", "own", "root", "textOf", "parseNumber"];
  const members = ["isArray", "matches", "letsIn", "valueIn"];
  const vocabulary = new RegExp(
    `"use strict"; // edition\\d+\n|\\b(?:${[...words, ...members].join("|")}|[kvtnl]\\d+)\\b|=>|[=!]==?|&&|\\|\\||[(){}[\\],.;:?=!\\s]`,
    "g",
  );

  test("whatever the rules hold, it consists of the words of its templates and of numbered names", () => {
    let made = 0;
    fc.assert(
      fc.property(rules, (each) => {
        const handed = handedToFunction(each);
        made += handed.length > 0 ? 1 : 0;
        expect(handed.map((text) => text.replaceAll(vocabulary, "")).join("")).toBe("");
      }),
      { numRuns: 500 },
    );
    expect(made).toBeGreaterThan(100);
  });

  test("rules of one shape have one source, whatever they hold", () => {
    const at = fc.nat(hostile.length - 1);
    const operators = [
      "equals",
      "not_equals",
      "contains",
      "not_contains",
      "starts_with",
      "ends_with",
      "exists",
    ] as const;
    const shape = fc.array(
      fc.record({
        conditions: fc.array(fc.tuple(at, fc.constantFrom(...operators), at), { minLength: 1, maxLength: 4 }),
        list: fc.array(at, { minLength: 1, maxLength: 12 }),
        percentage: fc.constantFrom(null, 25),
        salt: at,
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(shape, (sketches) => {
        const source = (data: (index: number) => string) =>
          handedToFunction(
            sketches.map(({ conditions, list, percentage, salt }) => ({
              conditions: [
                ...conditions.map(([name, operator, value]) => ({
                  attribute: data(name),
                  operator,
                  value: data(value),
                })),
                { attribute: data(salt), operator: "in", value: list.map(data) },
              ],
              percentage,
              salt: data(salt),
              bucket_by: data(salt),
              value: data(salt),
            })),
          );
        const hostileAt = (index: number) => hostile[index] ?? "";
        // A name with dots is read as a path as well, so that it is another shape.
        const fromHarmless = source((index) => `harmless${hostileAt(index).includes(".") ? "." : "-"}${index}`);
        expect(fromHarmless).not.toEqual([]);
        expect(source(hostileAt)).toEqual(fromHarmless);
      }),
    );
  });
});

/** A tier that also counts what it leaves to the interpreter. */
function counting(tierUp: TierUp): { tierUp: TierUp; asked: () => number } {
  let count = 0;
  const counted = (finder: RuleFinder): RuleFinder => ({
    first(context, epoch) {
      count += 1;
      return finder.first(context, epoch);
    },
  });
  return { tierUp: (rules, finder) => tierUp(rules, counted(finder)), asked: () => count };
}

describe("a flag that is evaluated often", () => {
  const input = rulesetOf([
    { conditions: [country("US")], value: "us" },
    { percentage: 40, value: "some" },
  ]);
  const contexts = Array.from({ length: 60 }, (_, index) => ({
    country: index % 3 === 0 ? "US" : "FR",
    user_id: `user-${index}`,
  }));

  test("is the interpreter's until then, and answers from generated code afterwards as before", () => {
    const { tierUp, asked } = counting(codeGeneration(40));
    const ruleset = compileRuleset(input, { tierUp });
    const expected = contexts.map((context) => evaluate(compileRuleset(input), "flag", context));
    const answers = contexts.map((context) => {
      const before = asked();
      return { answer: evaluate(ruleset, "flag", context), isInterpreted: asked() > before };
    });
    expect(answers.map(({ answer }) => answer)).toEqual(expected);
    expect(answers.map(({ isInterpreted }) => isInterpreted)).toEqual(contexts.map((_, index) => index < 40));
    expect(new Set(expected.map((each) => each?.value))).toEqual(new Set(["us", "some", false]));
  });

  test("gives the very object that the interpreter gives", () => {
    const ruleset = compileRuleset(input, { tierUp: codeGeneration(1) });
    const context = { country: "US" };
    const first = evaluate(ruleset, "flag", context);
    expect(evaluate(ruleset, "flag", context)).toBe(first);
    expect(evaluateAll(ruleset, context)).toEqual([first]);
    expect(evaluateAll(ruleset, context)[0]).toBe(first);
  });

  test("stays the interpreter's in evaluations of all flags and in explanations", () => {
    const { tierUp, asked } = counting(codeGeneration(1));
    const made = vi.spyOn(globalThis, "Function");
    const ruleset = compileRuleset(input, { tierUp });
    for (const context of contexts) {
      evaluateAll(ruleset, context);
      explain(ruleset, "flag", context);
    }
    expect([asked(), made.mock.calls.length]).toEqual([0, 0]);
  });

  test("stays the interpreter's where code must not be made of strings", () => {
    const refusing = runInNewContext("Function", {}, { contextCodeGeneration: { strings: false } });
    expect(() => new refusing("return 1")).toThrow(/Code generation from strings disallowed/);
    vi.stubGlobal("Function", refusing);
    const { tierUp, asked } = counting(codeGeneration(1));
    const ruleset = compileRuleset(input, { tierUp });
    const expected = contexts.map((context) => evaluate(compileRuleset(input), "flag", context));
    expect(contexts.map((context) => evaluate(ruleset, "flag", context))).toEqual(expected);
    expect(asked()).toBe(contexts.length);
  });
});

describe("code is made in bounds", () => {
  /** How many of three evaluations, of which the first calls for code, were left to the interpreter. */
  function interpreted(rules: readonly Partial<RuleInput>[]): number {
    const { tierUp, asked } = counting(codeGeneration(1));
    const ruleset = compileRuleset(rulesetOf(rules), { tierUp });
    for (let time = 0; time < 3; time += 1) evaluate(ruleset, "flag", { country: "FR" });
    return asked();
  }
  const repeat = <T>(times: number, make: (index: number) => T) => Array.from({ length: times }, (_, at) => make(at));

  test("of 64 flags of a ruleset", () => {
    const { tierUp, asked } = counting(codeGeneration(1));
    const keys = repeat(70, (index) => `flag-${index}`);
    const flags = keys.map((key) => flagOf({ id: key, key }));
    const rules = keys.flatMap((key) => rulesOf([{ flag_id: key, conditions: [country("US")] }]));
    const ruleset = compileRuleset({ flags, rules, segments: [] }, { tierUp });
    for (const key of keys) evaluate(ruleset, key, {});
    const before = asked();
    for (const key of keys) evaluate(ruleset, key, {});
    expect([before, asked() - before]).toEqual([70, 6]);
  });

  const older = (age: number) => ({ attribute: "age", operator: "greater_than", value: age });
  test.each([
    ["of 30 rules, not of 31", repeat(30, (index) => [older(index)]), [older(30)]],
    ["of 100 conditions, not of 101", repeat(10, (rule) => repeat(10, (at) => older(rule + at))), [older(0)]],
    ["where all compare with 6 texts, not with 7", repeat(6, (index) => [country(`c${index}`)]), [country("c6")]],
    [
      "where as much else is asked as texts are compared with, not where a look-up answers all at once",
      repeat(5, (index) => [older(index), country(`c${index}`), ...repeat(3, (at) => country(`${index} ${at}`))]),
      [country("1"), country("2")],
    ],
  ])("%s", (_, lists, oneMore) => {
    expect(interpreted(lists.map((conditions) => ({ conditions })))).toBe(1);
    expect(interpreted([...lists, oneMore].map((conditions) => ({ conditions })))).toBe(3);
  });
});
