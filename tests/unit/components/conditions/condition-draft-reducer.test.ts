import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConditionAction, reduceConditions } from "@/components/conditions/condition-draft-reducer";
import { carryValue, startingValue, valueFromText, valueText } from "@/components/conditions/condition-value";
import type { ConditionDraft } from "@/components/conditions/draft";
import { takesSeveral, valueKindOf } from "@/components/conditions/operators";
import { conditionValueProblems } from "@/lib/contract/condition-problems";
import { operatorIds } from "@/lib/targeting";
import { anyRuleCondition, anyValue } from "../arbitraries";

const draft = (rowId: string, change: Partial<ConditionDraft> = {}): ConditionDraft => ({
  rowId,
  attribute: "plan",
  operator: "equals",
  value: "pro",
  ...change,
});

const anyDrafts = fc
  .array(anyRuleCondition, { minLength: 1, maxLength: 6 })
  .map((conditions): ConditionDraft[] => conditions.map((each, index) => ({ rowId: `r${index}`, ...each })));

describe("reduceConditions", () => {
  it("adds a row at the end and removes the one that is named", () => {
    const two = reduceConditions([draft("a")], { type: "added", rowId: "b" });
    expect(two.map(({ rowId }) => rowId)).toEqual(["a", "b"]);
    expect(reduceConditions(two, { type: "removed", rowId: "a" })).toEqual([two[1]]);
  });

  it("touches no row but the one that is named", () => {
    const anyChange = fc.oneof(
      fc.record({ type: fc.constant("attribute_changed" as const), attribute: fc.string() }),
      fc.record({
        type: fc.constant("manner_changed" as const),
        manner: fc.record({ operator: fc.constantFrom(...operatorIds), negate: fc.boolean() }),
      }),
      fc.record({ type: fc.constant("value_changed" as const), value: anyValue }),
    );
    fc.assert(
      fc.property(anyDrafts, fc.nat(5), anyChange, (drafts, index, change) => {
        const rowId = `r${index % drafts.length}`;
        const action: ConditionAction = { ...change, rowId };
        const after = reduceConditions(drafts, action);
        expect(after.filter((row, at) => row !== drafts[at]).map((row) => row.rowId)).toEqual(
          drafts.filter((row) => row.rowId === rowId).map((row) => row.rowId),
        );
      }),
    );
  });
});

describe("changing the operator", () => {
  it.each([
    ["equals", "not_equals", "pro", "pro"],
    ["equals", "in", "pro", ["pro"]],
    ["equals", "in", "US, CA", ["US", "CA"]],
    ["in", "not_in", ["US", "CA"], ["US", "CA"]],
    ["in", "equals", ["US"], "US"],
    ["in", "equals", ["US", "CA"], ""],
    ["equals", "greater_than", "18", 18],
    ["greater_than", "equals", 18, 18],
    ["equals", "regex", true, "true"],
    ["regex", "starts_with", "^a", "^a"],
    ["contains", "starts_with", ["a", "b"], ["a", "b"]],
    ["contains", "in", ["a", "b"], ["a", "b"]],
    ["contains", "equals", ["a"], "a"],
    ["contains", "equals", ["a", "b"], ""],
    ["equals", "exists", "pro", null],
    ["exists", "equals", null, ""],
    ["not_exists", "in", null, []],
  ] as const)("from %s to %s makes %j into %j", (from, to, value, expected) => {
    const carried = carryValue(typeof value === "object" && value !== null ? [...value] : value, from, to);
    expect(carried).toEqual(expected);
  });

  it("never makes a fitting value into one of the wrong kind", () => {
    const anyOperator = fc.constantFrom(...operatorIds);
    fc.assert(
      fc.property(anyOperator, anyOperator, anyValue, (from, to, value) => {
        fc.pre(conditionValueProblems(from, value).length === 0);
        const carried = carryValue(value, from, to);
        const kind = valueKindOf(to);
        if (kind === "none") expect(carried).toBeNull();
        else if (kind === "list") expect(valueKindOf(from) === "list" || Array.isArray(carried)).toBe(true);
        else expect(carried !== null && (takesSeveral(to) || !Array.isArray(carried))).toBe(true);
      }),
    );
  });

  it("there and back within one kind loses nothing", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(carryValue(carryValue(value, "in", "not_in"), "not_in", "in")).toEqual(value);
      }),
    );
  });

  it("starts each operator with the empty value of its kind", () => {
    expect(startingValue("in")).toEqual([]);
    expect(startingValue("exists")).toBeNull();
    expect(startingValue("greater_than")).toBe("");
  });
});

describe("text fields of conditions", () => {
  it("show what was typed, whatever the kind", () => {
    const kind = fc.constantFrom("scalar", "comparable", "pattern" as const);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), kind, (text, takes) => {
        expect(valueText(valueFromText(text, takes))).toBe(text);
      }),
    );
  });

  it("make a number only for comparisons, and only of a number", () => {
    expect(valueFromText("18", "comparable")).toBe(18);
    expect(valueFromText("18", "scalar")).toBe("18");
    expect(valueFromText("18.", "comparable")).toBe("18.");
    expect(valueFromText("Infinity", "comparable")).toBe("Infinity");
  });
});
