import { describe, expect, test } from "vitest";
import {
  expectableValues,
  expectationSummary,
  expectedOf,
  isMet,
  testUserInputs,
  withExpected,
} from "@/components/test-users/expectations/expectations";

const here = { flagId: "f1", environment: "production" };
const said = (value: boolean | null, environment = "production", flagId = "f1") => ({
  flag_id: flagId,
  environment,
  value,
});

describe("test user's expectations", () => {
  test("a test user's expectations are set, changed and taken back, one flag and environment at a time", () => {
    const others = [said(true, "staging"), said(false, "production", "f2")];
    const set = withExpected(others, here, true);
    expect(set).toEqual([...others, said(true)]);
    expect(withExpected([said(true), ...others], here, null)).toEqual([said(null), ...others]);
    expect(withExpected(set, here, undefined)).toEqual(others);
    expect(withExpected(others, here, undefined)).toEqual(others);
  });

  test("a test user's expectations are found for a flag in an environment; null is a value", () => {
    expect(expectedOf({ expectations: [said(true, "staging"), said(null)] }, here)).toBeNull();
    expect(expectedOf({ expectations: [said(true, "staging")] }, here)).toBeUndefined();
  });

  test("a test user's expectations go along where a change is compared on test users", () => {
    const user = { id: "u", project_id: "p", name: "Ada", context: { a: 1 }, created_at: "", updated_at: "" };
    const input = { id: "u", name: "Ada", context: { a: 1 } };
    expect(testUserInputs([{ ...user, expectations: [said(false)] }], here)).toEqual([{ ...input, expected: false }]);
    expect(testUserInputs([{ ...user, expectations: [said(false, "staging")] }], here)).toEqual([input]);
  });

  test("a test user's expectations hold whatever the order of an object's keys", () => {
    expect(isMet({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(isMet(null, false)).toBe(false);
    expect([isMet(undefined, false), isMet(true, undefined)]).toEqual([undefined, undefined]);
  });

  test("a test user's expectations can be of every value that the flag serves, each once", () => {
    const served = [{ value: "blue" }, { value: "green" }, { value: "blue" }];
    const text = { flag_type: "string", default_value: { value: "grey" } } as const;
    expect(expectableValues(text, served, undefined)).toEqual(["blue", "green", "grey"]);
    expect(expectableValues(text, served, "gone")).toEqual(["gone", "blue", "green", "grey"]);
    expect(expectableValues(text, served, "green")).toEqual(["green", "blue", "grey"]);
    const split = [{ value: "blue", split: [{ value: "red", weight: 10 }] }];
    const named = {
      ...text,
      variants: [
        { name: "Grey", value: "grey" },
        { name: "White", value: "white" },
      ],
    };
    expect(expectableValues(named, split, undefined)).toEqual(["grey", "white", "red", "blue"]);
    const onOff = { flag_type: "boolean", default_value: { value: false } } as const;
    expect(expectableValues(onOff, [], undefined)).toEqual([true, false]);
  });

  test.each([
    [[], undefined],
    [[undefined], undefined],
    [[true, undefined], "The expectation holds"],
    [[false], "1 of 1 expectation fails"],
    [[true, true], "All 2 expectations hold"],
    [[true, false, undefined], "1 of 2 expectations fails"],
    [[false, false, true], "2 of 3 expectations fail"],
  ])("the expectation %j is told as %s", (verdicts, summary) => {
    expect(expectationSummary(verdicts)).toBe(summary);
  });
});
