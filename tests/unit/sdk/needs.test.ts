import { needsOf, type RulesetInput, readRuleset } from "guidon-engine";
import { expect, test } from "vitest";

const HASH = "a".repeat(64);
const OTHER = "b".repeat(64);

/** A ruleset of one flag with one rule, and one segment. */
const ruleset = (conditions: unknown, segment: unknown = []): RulesetInput => ({
  flags: [{ id: "f", key: "flag", default_value: { value: null }, enabled: true, status: "active" }],
  // Rules may be damaged, whatever their type says.
  rules: [{ id: "r", flag_id: "f", position: 1, enabled: true, value: { list: OTHER }, conditions: conditions as [] }],
  segments: [{ id: "s", match_type: "all", rules: segment as [] }],
});

const ids = { attribute: "id", operator: "in", value: { list: HASH } };
const pattern = { attribute: "email", operator: "regex", value: "^a" };

test("a ruleset needs its patterns and the lists that it names, and nothing that looks like them", () => {
  const needs = (...given: Parameters<typeof ruleset>) => {
    const { hasPattern, lists } = needsOf(ruleset(...given));
    expect(needsOf(readRuleset(ruleset(...given)))).toEqual({ hasPattern, lists });
    return [hasPattern, ...lists];
  };
  expect(needs([{ ...ids, value: ["a", "b"] }])).toEqual([false]);
  expect(needs([ids, pattern])).toEqual([true, HASH]);
  expect(needs([{ any: [{ none: [pattern, ids] }] }])).toEqual([true, HASH]);
  expect(needs([], [{ key: "id", operator: "in", value: { list: HASH } }, ids])).toEqual([false, HASH]);
  expect(needs([{ ...pattern, value: 7 }, { ...ids, value: { list: "no hash" } }, { segment: HASH }])).toEqual([false]);
  expect(needs([null, 7, "regex", [pattern], { all: "x" }], undefined)).toEqual([false]);
  expect(needs("damaged", "damaged")).toEqual([false]);
});
