import { expect, test } from "vitest";
import type { RuleInput } from "@/lib/targeting";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";

const mara = { name: "Mara", context: { user_id: "u-1", created_at: "soon", age: "31", versions: ["2.1", "beta"] } };
const omar = { name: "Omar", context: { user_id: "u-2" } };

const rule = (change: Partial<RuleInput>): RuleInput => ({
  id: "r",
  flag_id: "f",
  position: 1,
  conditions: [],
  value: "A",
  percentage: null,
  enabled: true,
  segment_id: null,
  salt: "r",
  ...change,
});

const found = (
  rules: RuleInput[],
  people = [mara, omar],
  segments: Parameters<typeof analyzeList>[0]["segments"] = [],
) =>
  analyzeList({ defaultValue: "-", rules, segments }, { people })
    .findings.filter(({ kind }) => kind === "unlike_known_values")
    .map(({ sentence, condition }) => [condition, sentence]);

const compares = (attribute: string, value: unknown, as?: "number" | "date" | "version") =>
  rule({ conditions: [{ attribute, operator: "greater_than", value, ...(as && { as }) }] });

test("a comparison that judges none of the test users who have the attribute is named, with one of them", () => {
  expect(found([compares("created_at", "2026-01-31")])).toEqual([
    [0, "In rule 1, “created_at” compares as a date, but Mara’s created_at is soon, which is no date."],
  ]);
  expect(found([compares("created_at", 5)])).toEqual([[0, expect.stringContaining("compares as a number")]]);
  expect(found([compares("created_at", "2.0", "version")])).toEqual([[0, expect.stringContaining("is no version")]]);
});

test("nothing is said where one value fits, nobody has the attribute, or the rule is off", () => {
  expect(found([compares("age", 18)])).toEqual([]);
  expect(found([compares("versions", "2.0", "version")])).toEqual([]);
  expect(found([compares("plan", 18)])).toEqual([]);
  expect(found([compares("created_at", 5)], [])).toEqual([]);
  expect(found([{ ...compares("created_at", 5), enabled: false }])).toEqual([]);
  expect(found([rule({ conditions: [{ attribute: "created_at", operator: "equals", value: 5 }] })])).toEqual([]);
});

test("a segment's condition counts for the rule that links to it", () => {
  const segment = { id: "s", match_type: "all", rules: [{ key: "created_at", operator: "less_than", value: 9 }] };
  expect(found([rule({ segment_id: "s" })], [mara], [segment])).toEqual([
    [
      null,
      "In the segment of rule 1, “created_at” compares as a number, but Mara’s created_at is soon, which is no number.",
    ],
  ]);
});
