import fc from "fast-check";
import { expect, test } from "vitest";
import { describeField, describeValue } from "@/components/history/describe-value";
import { differences, listDifference, orderChange } from "@/components/history/diff";
import type { JsonValue } from "@/lib/contract/json";

test("a change is told field by field, without what every change changes", () => {
  const before = {
    id: "1",
    name: "Old",
    updated_at: "a",
    settings: { default_environment: "production" },
    tags: ["x"],
  };
  const after = { id: "1", name: "New", updated_at: "b", settings: { default_environment: "staging" }, tags: ["x"] };
  expect(differences(before, after)).toEqual([
    { path: ["name"], before: "Old", after: "New" },
    { path: ["settings", "default_environment"], before: "production", after: "staging" },
  ]);
});

test("of what is new everything that it says is told, and of what is gone everything that it said", () => {
  const rule = { id: "1", flag_id: "2", salt: "3", created_at: "4", value: false, percentage: null, position: 1 };
  const said = [
    ["value", false],
    ["position", 1],
  ];
  expect(differences(null, rule).map(({ path, before, after }) => [path[0], after, before])).toEqual(
    said.map(([field, value]) => [field, value, undefined]),
  );
  expect(differences(rule, null).map(({ path, before, after }) => [path[0], before, after])).toEqual(
    said.map(([field, value]) => [field, value, undefined]),
  );
});

test("nothing is told of two that are the same, whatever they are", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) => void expect(differences(value, structuredClone(value))).toEqual(expect.any(Array)),
    ),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(differences(value, structuredClone(value))).toEqual([]);
    }),
  );
});

test("a list's difference leads from the one list to the other", () => {
  const list = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom("a", "b")));
  fc.assert(
    fc.property(list, list, (before, after) => {
      const found = listDifference(before, after);
      if (found === undefined) throw new Error("Both are lists");
      const counted = (items: readonly JsonValue[]) => items.map((item) => JSON.stringify(item)).sort();
      const removed = [...found.removed];
      const kept = before.filter((item) => {
        const index = removed.indexOf(item);
        if (index === -1) return true;
        removed.splice(index, 1);
        return false;
      });
      expect(counted([...kept, ...found.added])).toEqual(counted(after));
      expect(found.kept).toBe(kept.length);
    }),
  );
});

test("an order is told by where each rule stood before", () => {
  const order = (...ids: string[]) => ({ environment: "production", rule_ids: ids });
  expect(orderChange(order("a", "b", "c"), order("c", "a", "b"))).toEqual([3, 1, 2]);
  expect(orderChange(null, order("a"))).toBeUndefined();
});

test.each<[JsonValue | undefined, string]>([
  [undefined, "nothing"],
  [null, "nothing"],
  ["", "empty text"],
  [false, "false"],
  [["a", "b"], "a, b"],
  [[], "none"],
  [{ attribute: "plan", operator: "equals", value: "pro" }, "plan is pro"],
  [{ key: "country", operator: "in", value: ["US", "CA"] }, "country is one of US or CA"],
  [{ key: "country", operator: "unheard_of", value: 1 }, '{"key":"country","operator":"unheard_of","value":1}'],
])("%j is shown as %s", (value, text) => {
  expect(describeValue(value)).toBe(text);
});

test.each<[string, string[], JsonValue | undefined, string]>([
  ["what a rule serves", ["value"], "#0f0", "Green (#0f0)"],
  ["a value without a name", ["value"], "#00f", "#00f"],
  ["a default as a whole", ["default_value"], { value: "#0f0" }, "Green (#0f0)"],
  ["a default that was changed", ["default_value", "value"], "#0f0", "Green (#0f0)"],
  ["a default in an environment", ["environments", "staging", "default_value"], { value: "#0f0" }, "Green (#0f0)"],
  ["a state in an environment", ["environments", "staging", "enabled"], true, "On"],
  [
    "a split",
    ["split"],
    [
      { value: "#0f0", weight: 33.334 },
      { value: 1, weight: 20 },
    ],
    "33.334 % Green (#0f0), 20 % 1",
  ],
  ["a part of a split", ["split"], { value: "#0f0", weight: 5 }, "5 % Green (#0f0)"],
  ["a rule without a split", ["split"], null, "nothing"],
  ["a segment", ["segment_id"], "s1", "Staff"],
  ["a segment that is gone", ["segment_id"], "s2", "s2"],
])("in its field %s is said by its name", (_what, path, value, text) => {
  const names = { segments: new Map([["s1", "Staff"]]), variants: [{ name: "Green", value: "#0f0" }] };
  expect(describeField(value, path, names)).toBe(text);
});

test("no value, however odd, cannot be shown", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => describeValue(value as JsonValue).length > 0));
});
