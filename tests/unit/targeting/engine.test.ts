import { describe, expect, test } from "vitest";
import {
  compileRuleset,
  evaluate,
  evaluateAll,
  operatorIds,
  operatorValueKind,
  segmentOperatorIds,
} from "@/lib/targeting";
import { flagOf, rulesetOf } from "./builders";

describe("registry", () => {
  test("the registry has the fifteen operators of the reference, in its order", () => {
    expect(operatorIds).toEqual([
      ..."equals not_equals contains not_contains starts_with ends_with in not_in".split(" "),
      ..."greater_than less_than regex is_true is_false exists not_exists".split(" "),
    ]);
  });

  test("the registry allows segments the eight of the reference", () => {
    expect(segmentOperatorIds).toEqual(
      "equals not_equals contains not_contains in not_in greater_than less_than".split(" "),
    );
  });

  test("the registry says what kind of value each takes", () => {
    const kinds: Record<string, string[]> = {};
    for (const id of operatorIds) {
      const kind = operatorValueKind(id);
      kinds[kind] = [...(kinds[kind] ?? []), id];
    }
    expect(kinds).toEqual({
      scalar: ["equals", "not_equals", "contains", "not_contains", "starts_with", "ends_with"],
      list: ["in", "not_in"],
      comparable: ["greater_than", "less_than"],
      pattern: ["regex"],
      none: ["is_true", "is_false", "exists", "not_exists"],
    });
  });
});

test("prototype properties are never read, not even those that come after compiling, enumerable or not", () => {
  const names = ["plan", "hidden"];
  const rules = names.map((attribute) => ({ conditions: [{ attribute, operator: "exists" }] }));
  const ruleset = compileRuleset(rulesetOf(rules));
  const contexts = [{}, Object.create({ plan: "pro" }), { plan: "x" }];
  let answers: unknown[] = [];
  try {
    for (const name of names) {
      const property = { value: "pro", enumerable: name === "plan", configurable: true, writable: true };
      Object.defineProperty(Object.prototype, name, property);
    }
    answers = contexts.map((context) => evaluate(ruleset, "flag", context)?.value);
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
  expect(answers).toEqual([false, false, true]);
});

test("a text that is too long to be searched is in a list for those operators only that do not search", () => {
  const long = "x".repeat(16_385);
  const holds = (operator: string, value: string, a: unknown, more = {}) => {
    const condition = { attribute: "a", operator, value, ...more };
    return evaluate(compileRuleset(rulesetOf([{ conditions: [condition] }])), "flag", { a })?.value;
  };
  for (const a of [long, [long], ["y", long]]) {
    expect(holds("contains", "z", a)).toBe(false);
    expect(holds("not_contains", "z", a)).toBe(false);
    expect(holds("starts_with", "z", a, { negate: true })).toBe(false);
    expect(holds("exists", "", a)).toBe(true);
    expect(holds("not_equals", "z", a)).toBe(true);
    expect(holds("not_in", "z", a)).toBe(true);
    expect(holds("in", long, a)).toBe(true);
  }
  // What can be judged is judged all the same.
  expect(holds("contains", "y", ["y", long])).toBe(true);
  expect(holds("contains", long, [long])).toBe(false);
});

describe("answers", () => {
  test("answers are undefined for a flag that is not there, prototype names included", () => {
    const ruleset = compileRuleset(rulesetOf([]));
    for (const key of ["other", "", "__proto__", "constructor", "toString"]) {
      expect(evaluate(ruleset, key, {})).toBeUndefined();
    }
  });

  test("answers are frozen, and one object for everyone who gets the same", () => {
    const ruleset = compileRuleset(rulesetOf([{}]));
    const answer = evaluate(ruleset, "flag", { a: 1 });
    expect(Object.isFrozen(answer)).toBe(true);
    expect(evaluate(ruleset, "flag", { a: 2 })).toBe(answer);
  });

  test("answers of all flags leave out the archived and keep keys of any name", () => {
    const keys = ["a", "__proto__", "constructor"];
    const flags = keys.map((key) => flagOf({ id: key, key }));
    const archived = flagOf({ id: "old", key: "old", status: "archived" });
    const all = evaluateAll(compileRuleset({ flags: [...flags, archived], rules: [], segments: [] }), {});
    expect(all.map(({ flagKey }) => flagKey)).toEqual(keys);
  });
});
