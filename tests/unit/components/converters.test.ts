import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedFields } from "@/components/forms/field-values";
import { draftToRule, newRuleDraft, ruleToDraft } from "@/components/rules/draft";
import { draftToSegment, newSegmentDraft, segmentToDraft } from "@/components/segments/draft";
import { draftToServed } from "@/components/values/draft";
import { anyRuleOfType, anySegment, rowIds } from "./arbitraries";

describe("wire to form and back", () => {
  it("the way from the wire to the form and back changes nothing of a rule, whatever it holds", () => {
    fc.assert(
      fc.property(anyRuleOfType, ({ flagType, rule }) => {
        const { split, ...back } = draftToRule(ruleToDraft(rule, flagType, rowIds()), flagType);
        expect({ ...rule, ...back }).toEqual(rule);
        expect(split).toEqual(rule.split ?? null);
      }),
    );
  });

  it("the way from the wire to the form and back changes nothing of a segment, whatever it holds", () => {
    fc.assert(
      fc.property(anySegment, (segment) => {
        expect({ ...segment, ...draftToSegment(segmentToDraft(segment, rowIds())) }).toEqual(segment);
      }),
    );
  });

  it("the way from the wire to the form and back gives every row an id of its own and sends none", () => {
    fc.assert(
      fc.property(anySegment, (segment) => {
        const draft = segmentToDraft(segment, rowIds());
        expect(new Set(draft.conditions.map(({ rowId }) => rowId)).size).toBe(segment.rules.length);
        expect(JSON.stringify(draftToSegment(draft))).not.toContain("rowId");
      }),
    );
  });
});

describe("new drafts", () => {
  it("new drafts start a rule that is for everyone and a segment with one row to fill in", () => {
    expect(draftToRule(newRuleDraft("boolean"), "boolean")).toEqual({
      name: null,
      conditions: [],
      value: true,
      percentage: null,
      enabled: true,
      segment_id: null,
      bucket_by: "user_id",
      split: null,
    });
    expect(newSegmentDraft(rowIds()).conditions).toEqual([
      { rowId: "row-1", attribute: "", operator: "equals", value: "" },
    ]);
  });
});

describe("changedFields", () => {
  it("changedFields names what differs as JSON and nothing else", () => {
    const before = { name: "Pro", rules: [{ key: "plan", value: ["a"] }], match_type: "all" };
    expect(changedFields(before, structuredClone(before))).toEqual({});
    const rules = [{ key: "plan", value: ["a", "b"] }];
    expect(changedFields(before, { ...before, rules })).toEqual({ rules });
  });
});

describe("draftToServed", () => {
  it.each([
    ["12", 12],
    [" -1.5e3 ", -1500],
    ["007", 7],
  ])("draftToServed reads the number %j", (text, value) => {
    expect(draftToServed("number", text)).toEqual({ ok: true, value });
  });

  it.each(["", " ", "12px", "0x10", "Infinity", "1e999", "1,5"])(
    "draftToServed refuses %j as a number and says so",
    (text) => {
      expect(draftToServed("number", text)).toEqual({ ok: false, message: expect.stringMatching(/number/) });
    },
  );

  it.each([
    "9007199254740992",
    "12345678901234567890",
    "+1000000000000000000001",
    "9007199254740993.0",
    "-9007199254740993",
  ])("draftToServed refuses %s as a number, which would be rounded in silence", (text) => {
    expect(draftToServed("number", text)).toEqual({ ok: false, message: expect.stringMatching(/kept exactly/) });
    const written = text.replace("+", "");
    expect(draftToServed("json", `{"ids": ["a", ${written}]}`)).toEqual({
      ok: false,
      message: `${written} cannot be kept exactly as a number: write it as text, in quotes: "${written}"`,
    });
  });

  it.each([
    ["9007199254740991", 9007199254740991],
    ["1e21", 1e21],
  ])("draftToServed keeps %s", (text, value) => {
    expect(draftToServed("number", text)).toEqual({ ok: true, value });
    expect(draftToServed("json", `[${text}, "12345678901234567890"]`)).toMatchObject({ ok: true });
  });

  it("draftToServed refuses text that is not JSON for a JSON flag", () => {
    expect(draftToServed("json", '{"a": 1,}')).toEqual({ ok: false, message: "This is not JSON" });
    expect(draftToServed("json", '{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
  });
});
