import { describe, expect, test } from "vitest";
import { compileRuleset, explain, type RuleConditionInput, type RuleInput, type SegmentInput } from "@/lib/targeting";
import { flagOf, rulesetOf, rulesOf } from "./builders";

function traceOf(rules: readonly Partial<RuleInput>[], context: unknown, segments: readonly SegmentInput[] = []) {
  return explain(compileRuleset(rulesetOf(rules, segments)), "flag", context)?.trace ?? [];
}

const detailOf = (condition: RuleConditionInput, context: unknown) =>
  traceOf([{ conditions: [condition] }], context)[0]?.conditions.flatMap((trace) =>
    "detail" in trace ? trace.detail : [],
  )[0];

describe("trace", () => {
  test("the trace tells each rule in order with its outcome, also those that are off or were not reached", () => {
    const trace = traceOf(
      [
        { position: 4, conditions: [] },
        { position: 1, conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] },
        { position: 2, enabled: false },
        { position: 3, conditions: [{ attribute: "plan", operator: "equals", value: "free" }] },
      ],
      { plan: "free" },
    );
    expect(trace.map(({ ruleId, outcome }) => [ruleId, outcome])).toEqual([
      ["rule-2", "no_match"],
      ["rule-3", "disabled"],
      ["rule-4", "match"],
      ["rule-1", "not_reached"],
    ]);
  });

  test("the trace tells every condition of a rule, also behind one that failed", () => {
    const [rule] = traceOf(
      [
        {
          conditions: [
            { attribute: "plan", operator: "equals", value: "pro" },
            { attribute: "age", operator: "greater_than", value: 18 },
          ],
        },
      ],
      { plan: "free", age: 20 },
    );
    expect(rule?.conditions).toEqual([
      { attribute: "plan", operator: "equals", value: "pro", matches: false, detail: '"plan" is "free"' },
      { attribute: "age", operator: "greater_than", value: 18, matches: true, detail: '"age" is "20"' },
    ]);
  });

  test("the trace tells why a condition cannot be evaluated", () => {
    const country = { attribute: "country", operator: "not_in", value: ["US"] };
    expect(detailOf(country, {})).toBe('cannot evaluate: no "country"');
    expect(detailOf(country, { country: null })).toBe('cannot evaluate: no "country"');
    expect(detailOf(country, { country: {} })).toBe('cannot evaluate: "country" is an object');
    expect(detailOf({ ...country, operator: "near" }, {})).toBe('cannot evaluate: unknown operator "near"');
    expect(detailOf({ ...country, value: 5 }, {})).toMatch(/^cannot evaluate: the value is not a list/);
    expect(detailOf({ attribute: "a", operator: "regex", value: "(" }, {})).toMatch(/^cannot evaluate: the pattern/);
    const age = { attribute: "age", operator: "greater_than", value: 5 };
    expect(detailOf(age, { age: "old" })).toBe('cannot evaluate: "age" is "old", not a number');
    expect(detailOf({ ...age, value: "2025-01-01" }, { age: "5 May" })).toBe(
      'cannot evaluate: "age" is "5 May", not a date',
    );
    const version = { attribute: "app", operator: "greater_than", value: "2.9" };
    expect(detailOf(version, { app: "2.10.1" })).toBe(
      'cannot evaluate: "app" is "2.10.1", not a number; with "as": "version" the two are compared as versions',
    );
    expect(detailOf({ ...version, value: "2.9.0" }, { app: "new" })).toBe(
      'cannot evaluate: "app" is "new", not a version',
    );
    expect(detailOf({ ...version, operator: "not_equals", as: "version" }, { app: "new" })).toBe(
      'cannot evaluate: "app" is "new", not a version',
    );
  });

  test("the trace tells what is there, in few words, when it is", () => {
    const roles = { attribute: "roles", operator: "contains", value: "admin" };
    expect(detailOf(roles, { roles: ["admin", "beta"] })).toBe('"roles" is a list of "admin","beta"');
    expect(detailOf({ attribute: "roles", operator: "exists" }, {})).toBe('no "roles"');
    expect(detailOf(roles, { roles: "x".repeat(5000) })?.length).toBeLessThan(200);
    expect(detailOf(roles, { roles: Array(5000).fill("x".repeat(5000)) })?.length).toBeLessThan(2000);
  });

  test("the trace tells what is not looked at, and why", () => {
    const account = { attribute: "account", operator: "not_equals", value: "5" };
    expect(detailOf(account, { account: 2 ** 60 })).toBe(
      'cannot evaluate: "account" is a number beyond ±9007199254740991, which is not known exactly: send it as text',
    );
    const notTest = { attribute: "email", operator: "starts_with", value: "test", negate: true };
    expect(detailOf(notTest, { email: "a".repeat(16_385) })).toMatch(
      /^cannot evaluate: "email" is "a+…", a text of 16385 characters; more than 16384 are not searched$/,
    );
    const list = { email: ["a", "b".repeat(16_385)] };
    const named = 'is a list of "a","b+…", of which "b+…" is a text of 16385 characters';
    expect(detailOf(notTest, list)).toMatch(
      new RegExp(`^cannot evaluate: "email" ${named}; more than 16384 are not searched$`),
    );
    expect(detailOf({ ...notTest, negate: false }, { email: ["test", "b".repeat(16_385)] })).toMatch(
      /^"email" is a list/,
    );
    expect(detailOf(account, { account: Array(5001).fill("x") })).toBe(
      'cannot evaluate: "account" is a list of more than 5000 elements, which are not looked at',
    );
    expect(detailOf({ attribute: "a", operator: "exists", negate: true }, {})).toMatch(/^cannot evaluate: nobody/);
  });

  test("the trace tells lists in sentences that end", () => {
    const country = { attribute: "country", operator: "equals", value: "US" };
    expect(detailOf(country, { country: [] })).toBe('"country" is an empty list');
    expect(detailOf(country, { country: [null, {}, 2 ** 60] })).toBe(
      '"country" is a list without a text, a boolean or an exact number',
    );
    expect(detailOf(country, { country: Array(12).fill("x") })).toMatch(/"x","x" and 2 more$/);
  });

  test("the trace tells how a condition compares, where it says so, and nothing of it where it does not", () => {
    const asked = { attribute: "plan", operator: "equals", value: "Pro" };
    const [rule] = traceOf([{ conditions: [{ ...asked, negate: false, ignore_case: true }, asked] }], { plan: "pro" });
    expect(rule?.conditions).toEqual([
      { ...asked, negate: false, ignore_case: true, matches: true, detail: '"plan" is "pro"' },
      { ...asked, matches: false, detail: '"plan" is "pro"' },
    ]);
    expect(Object.keys(rule?.conditions[1] ?? {})).toEqual(["attribute", "operator", "value", "matches", "detail"]);
  });

  test("the trace tells the conditions of a segment", () => {
    const segment = {
      id: "s",
      match_type: "any",
      rules: [
        { key: "plan", operator: "equals", value: "pro" },
        { key: "country", operator: "in", value: ["US"] },
      ],
    };
    const [rule] = traceOf([{ segment_id: "s" }], { country: "US" }, [segment]);
    expect(rule?.segment).toEqual({
      segmentId: "s",
      matchType: "any",
      matches: true,
      fault: null,
      conditions: [
        { attribute: "plan", operator: "equals", value: "pro", matches: false, detail: 'cannot evaluate: no "plan"' },
        { attribute: "country", operator: "in", value: ["US"], matches: true, detail: '"country" is "US"' },
      ],
    });
  });

  test("the trace tells that a segment is gone, empty or damaged", () => {
    const faultOf = (segments: SegmentInput[]) => traceOf([{ segment_id: "s" }], {}, segments)[0]?.segment?.fault;
    expect(faultOf([])).toBe("the segment is gone");
    expect(faultOf([{ id: "s", match_type: "all", rules: [] }])).toMatch(/no conditions/);
    expect(faultOf([{ id: "s", match_type: "most", rules: [] }])).toMatch(/neither all nor any/);
  });

  test("the trace tells bucket and percentage, and whether the bucket is inside", () => {
    const percentage = (percent: number, context: unknown) =>
      traceOf([{ percentage: percent, salt: "salt" }], context)[0]?.percentage;
    const inside = percentage(99, { user_id: "user-1" });
    expect(inside).toMatchObject({ percentage: 99, attribute: "user_id", matches: true });
    expect(inside?.detail).toBe(`bucket ${inside?.bucket?.toFixed(3)} of 100, 99 % let in`);
    expect(percentage(50, {})).toEqual({
      percentage: 50,
      attribute: "user_id",
      bucket: null,
      matches: false,
      detail: 'cannot evaluate: no "user_id"',
    });
    expect(percentage(99, { user_id: "" })).toMatchObject({
      bucket: null,
      matches: false,
      detail: 'cannot evaluate: "user_id" is "", and an empty text is no id',
    });
    expect(percentage(100, {})).toMatchObject({ bucket: null, matches: true });
    expect(percentage(0, { user_id: "user-1" })).toMatchObject({ matches: false });
  });

  test("the trace tells what is wrong with a damaged rule", () => {
    const fault = (fields: object) => traceOf([{ ...fields }], {})[0]?.fault;
    expect(fault({ conditions: null })).toMatch(/conditions are not a list/);
    expect(fault({ percentage: 101 })).toMatch(/from 0 to 100/);
    expect(fault({ segment_id: 5 })).toMatch(/segment_id/);
    expect(fault({})).toBeNull();
  });

  test("the trace tells nothing of rules when the flag itself is off or archived", () => {
    for (const fields of [{ enabled: false }, { status: "archived" }]) {
      const ruleset = compileRuleset({ flags: [flagOf(fields)], rules: rulesOf([{}]), segments: [] });
      expect(explain(ruleset, "flag", {})).toEqual({
        flagKey: "flag",
        value: false,
        reason: "DISABLED",
        ruleId: null,
        trace: [],
      });
    }
  });
});

test("there is no answer for a flag that is not there", () => {
  expect(explain(compileRuleset(rulesetOf([])), "other", {})).toBeUndefined();
});
