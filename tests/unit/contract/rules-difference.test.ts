import { expect, test } from "vitest";
import type { Rule } from "@/lib/contract/rule";
import { rulesDifference } from "@/lib/contract/rules-difference";

const SAME = { added: [], removed: [], changed: [], moved: [] };

/** A rule that was made in its environment, so that its salt is its id. */
const rule = (id: string, environment: string, fields: Partial<Rule> = {}): Rule => ({
  ...{ id, flag_id: "f", environment, position: 1, conditions: [], value: true, enabled: true },
  ...{ percentage: null, segment_id: null, name: null, bucket_by: "user_id", salt: id },
  ...{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
  ...fields,
});

test("rules that say the same and draw nobody are one rule, wherever each was made", () => {
  const from = [rule("a", "staging", { value: 1 }), rule("b", "staging", { value: 2 })];
  const to = [rule("c", "production", { value: 1 }), rule("d", "production", { value: 2 })];
  expect(rulesDifference(from, to)).toEqual(SAME);
  expect(rulesDifference(from, to.toReversed()).moved).toHaveLength(1);
});

test.each([
  ["a percentage", { percentage: 20 }],
  ["a split", { split: [{ value: false, weight: 50 }] }],
])("rules with %s that were made apart are two, because they draw different people", (_what, draw) => {
  const [from, to] = [rule("a", "staging", draw), rule("b", "production", draw)];
  expect(rulesDifference([from], [to])).toEqual({ ...SAME, added: [from], removed: [to] });
});

test("a copy is paired with its original, also where another rule says the same as the original", () => {
  const from = [rule("a", "staging")];
  const copy = rule("b", "production", { salt: "a", value: false });
  const made = rule("c", "production");
  expect(rulesDifference(from, [made, copy])).toEqual({
    ...SAME,
    removed: [made],
    changed: [{ from: from[0], to: copy }],
  });
});

test("of rules that say the same, as many are paired as there are on both sides", () => {
  const from = [rule("a", "staging"), rule("b", "staging")];
  const to = [rule("c", "production")];
  expect(rulesDifference(from, to)).toEqual({ ...SAME, added: [from[1]] });
});
