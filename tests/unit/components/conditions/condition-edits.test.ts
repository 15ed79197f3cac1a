import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConditionAction, reduceConditions } from "@/components/conditions/condition-edits";
import {
  type ConditionDraft,
  draftsToRuleElements,
  type ElementDraft,
  ruleElementsToDrafts,
} from "@/components/conditions/draft";
import { allRows, moveKind, placesOf } from "@/components/conditions/draft-tree";
import {
  carryValue,
  startingValue,
  takesSeveral,
  valueFromText,
  valueKindOf,
  valueText,
} from "@/components/conditions/operators";
import type { RuleElement } from "@/lib/contract/condition-elements";
import { conditionValueProblems } from "@/lib/contract/condition-problems";
import { leavesOf, operatorIds } from "@/lib/targeting";
import { anyElement, anyRuleCondition, anyValue, rowIds } from "../arbitraries";

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
  it("reduceConditions adds a row at the end and removes the one that is named", () => {
    const two = reduceConditions([draft("a")], { type: "added", rowId: "b", what: "condition", groupId: null });
    expect(two.map(({ rowId }) => rowId)).toEqual(["a", "b"]);
    expect(reduceConditions(two, { type: "removed", rowId: "a" })).toEqual([two[1]]);
  });

  it("reduceConditions touches no row but the one that is named", () => {
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

const ids = (rows: readonly ElementDraft[]): unknown[] =>
  rows.map((row) => ("group" in row ? [row.rowId, row.group, ids(row.elements)] : row.rowId));

describe("groups", () => {
  const group = (rowId: string, ...elements: ElementDraft[]): ElementDraft => ({ rowId, group: "any", elements });
  const nested = [draft("a"), group("g", draft("b"), group("h", draft("c")))];

  it("groups of conditions begin with the row that is grouped and a new one beside it", () => {
    const grouped = reduceConditions([draft("a"), draft("b")], {
      ...{ type: "grouped", rowId: "b", groupId: "g", newRowId: "c" },
    });
    expect(ids(grouped)).toEqual(["a", ["g", "any", ["b", "c"]]]);
  });

  it("groups of conditions are taken apart in their place, and take rows and another kind", () => {
    expect(ids(reduceConditions(nested, { type: "taken_apart", rowId: "g" }))).toEqual(["a", "b", ["h", "any", ["c"]]]);
    const added = reduceConditions(nested, { type: "added", rowId: "x", what: "segment", groupId: "h" });
    expect(ids(added)).toEqual(["a", ["g", "any", ["b", ["h", "any", ["c", "x"]]]]]);
    const changed = reduceConditions(nested, { type: "kind_changed", rowId: "h", group: "none" });
    expect(ids(changed)).toEqual(["a", ["g", "any", ["b", ["h", "none", ["c"]]]]]);
  });

  it("groups of conditions go with their last row", () => {
    expect(ids(reduceConditions(nested, { type: "removed", rowId: "c" }))).toEqual(["a", ["g", "any", ["b"]]]);
  });

  it("groups of conditions let a row move through all of them, and back the same way", () => {
    let rows: readonly ElementDraft[] = nested;
    const seen = [ids(rows)];
    const kinds = [];
    for (;;) {
      kinds.push(moveKind(rows, "a", 1));
      const next = reduceConditions(rows, { type: "moved", rowId: "a", by: 1 });
      if (next === rows) break;
      rows = next;
      seen.push(ids(rows));
    }
    expect(seen.at(-1)).toEqual([["g", "any", ["b", ["h", "any", ["c"]]]], "a"]);
    expect(seen).toHaveLength(7);
    // The menu says which it is before it is chosen.
    expect(kinds).toEqual(["into", "past", "into", "past", "out", "out", null]);
    for (const before of seen.toReversed().slice(1)) {
      rows = reduceConditions(rows, { type: "moved", rowId: "a", by: -1 });
      expect(ids(rows)).toEqual(before);
    }
    expect(reduceConditions(rows, { type: "moved", rowId: "a", by: -1 })).toBe(rows);
  });

  it("groups of conditions take a row at every place that is deep enough for it, of which its own is one", () => {
    const full = group("g1", draft("x"), group("g2", draft("y"), group("g3", group("g4", draft("z")))));
    const rows = [draft("a"), full];
    expect(placesOf(rows, "a").map(({ groupId, index }) => `${groupId}.${index}`)).toEqual(
      "null.0 g1.0 g1.1 g2.0 g2.1 g3.0 g4.0 g4.1 g3.1 g2.2 g1.2 null.1".split(" "),
    );
    // A group with one in it fits only where two more may be; its own rows are no places of it.
    const pair = [...rows, group("p", group("q", draft("b")))];
    expect(placesOf(pair, "p").map(({ groupId, index, after, before }) => [groupId, index, after, before])).toEqual([
      [null, 0, null, "a"],
      [null, 1, "a", "g1"],
      ["g1", 0, null, "x"],
      ["g1", 1, "x", "g2"],
      ["g2", 0, null, "y"],
      ["g2", 1, "y", "g3"],
      ["g2", 2, "g3", null],
      ["g1", 2, "g2", null],
      [null, 2, "g1", null],
    ]);
    const dropped = reduceConditions(pair, { type: "placed", rowId: "p", place: { groupId: "g2", index: 1 } });
    expect(ids(dropped)).toEqual([
      "a",
      [
        "g1",
        "any",
        ["x", ["g2", "any", ["y", ["p", "any", [["q", "any", ["b"]]]], ["g3", "any", [["g4", "any", ["z"]]]]]]],
      ],
    ]);
    for (const place of [
      { groupId: "g3", index: 0 },
      { groupId: "q", index: 0 },
      { groupId: "gone", index: 0 },
      { groupId: null, index: 2 },
    ]) {
      expect(reduceConditions(pair, { type: "placed", rowId: "p", place })).toBe(pair);
    }
    // It leaves an empty group, which goes.
    const left = reduceConditions(pair, { type: "placed", rowId: "b", place: { groupId: null, index: 0 } });
    expect(ids(left)).toEqual(["b", "a", ids([full])[0]]);
  });

  it("groups of conditions keep their depth and every row as one moves; a step goes to the next place", () => {
    const anyTree = fc.array(anyElement(anyRuleCondition), { minLength: 1, maxLength: 4 });
    const moves = fc.array(fc.tuple(fc.nat(), fc.constantFrom<-1 | 1>(-1, 1)), { maxLength: 20 });
    fc.assert(
      fc.property(anyTree, moves, (elements, steps) => {
        let rows: readonly ElementDraft[] = ruleElementsToDrafts(elements as RuleElement[], rowIds());
        const leaves = () => allRows(rows).flatMap((row) => ("group" in row ? [] : [row.rowId]));
        const before = leaves().sort();
        for (const [at, by] of steps) {
          const all = allRows(rows);
          const rowId = all[at % all.length]?.rowId ?? "";
          const places = placesOf(rows, rowId);
          const own = places.findIndex((place) => reduceConditions(rows, { type: "placed", rowId, place }) === rows);
          const place = places[own + by];
          const next = place && reduceConditions(rows, { type: "placed", rowId, place });
          rows = reduceConditions(rows, { type: "moved", rowId, by });
          if (next !== undefined) expect(rows).toEqual(next);
        }
        expect(leaves().sort()).toEqual(before);
        expect(leavesOf(draftsToRuleElements(rows))).toHaveLength(before.length);
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
  ] as const)("changing the operator from %s to %s makes %j into %j", (from, to, value, expected) => {
    const carried = carryValue(typeof value === "object" && value !== null ? [...value] : value, from, to);
    expect(carried).toEqual(expected);
  });

  it("changing the operator never makes a fitting value into one of the wrong kind", () => {
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

  it("changing the operator there and back within one kind loses nothing", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(carryValue(carryValue(value, "in", "not_in"), "not_in", "in")).toEqual(value);
      }),
    );
  });

  it("changing the operator starts each operator with the empty value of its kind", () => {
    expect(startingValue("in")).toEqual([]);
    expect(startingValue("exists")).toBeNull();
    expect(startingValue("greater_than")).toBe("");
  });
});

describe("text fields of conditions", () => {
  it("text fields of conditions show what was typed, whatever the kind", () => {
    const kind = fc.constantFrom("scalar", "comparable", "pattern" as const);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), kind, (text, takes) => {
        expect(valueText(valueFromText(text, takes))).toBe(text);
      }),
    );
  });

  it("text fields of conditions make a number only for comparisons, and only of a number", () => {
    expect(valueFromText("18", "comparable")).toBe(18);
    expect(valueFromText("18", "scalar")).toBe("18");
    expect(valueFromText("18.", "comparable")).toBe("18.");
    expect(valueFromText("Infinity", "comparable")).toBe("Infinity");
  });
});
