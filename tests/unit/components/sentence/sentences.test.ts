import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementSentence } from "@/components/conditions/words";
import { ruleSentence, type SpokenRule } from "@/components/rules/words";
import { segmentSentence } from "@/components/segments/words";
import { sentenceText, servedText } from "@/components/sentence/parts";
import type { RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import type { Segment } from "@/lib/contract/segment";
import { conditionsIn } from "@/lib/targeting/element";
import { anyRuleOfType, anySegment } from "../arbitraries";

const rule = (change: Partial<SpokenRule>): SpokenRule => ({
  conditions: [],
  segment_id: null,
  percentage: null,
  bucket_by: "user_id",
  value: true,
  ...change,
});
const segments = new Map([["s1", "Beta testers"]]);
const say = (change: Partial<SpokenRule>, names: Map<string, string> | undefined = segments) =>
  sentenceText(ruleSentence(rule(change), names));
const pro = { attribute: "plan", operator: "equals", value: "pro" } as const;
const americas = {
  attribute: "country",
  operator: "in",
  value: ["US", "CA"],
} satisfies SpokenRule["conditions"][number];

describe("rule as a sentence", () => {
  it("a rule as a sentence of many conditions has the first, how many more, and what is served", () => {
    const conditions = Array.from({ length: 6 }, (_, at) => ({ ...pro, value: `v${at}` }));
    const long = rule({ conditions: [...conditions, { any: [pro, { segment: "s1" }] }], percentage: 5 });
    const first = sentenceText(ruleSentence(long, segments, 10));
    expect(first).toBe("If plan is v0 and plan is v1 … and 6 more conditions, for 5 % by user_id, serve true");
    for (let most = 4; most < 40; most += 1) {
      const cut = sentenceText(ruleSentence(long, segments, most));
      const told = cut.split(" … ")[0]?.match(/plan is|in Beta/g)?.length ?? 0;
      const more = Number(/and (\d+) more/.exec(cut)?.[1] ?? 0);
      expect([most, told + more]).toEqual([most, 8]);
    }
  });

  it("a rule as a sentence says conditions, segment, rollout and value in one line", () => {
    expect(say({ conditions: [pro, americas], segment_id: "s1", percentage: 25 })).toBe(
      "If plan is pro and country is one of US or CA and in Beta testers, for 25 % by user_id, serve true",
    );
  });

  it("a rule as a sentence calls a rule that asks for nothing Everyone, also at 100 %", () => {
    expect(say({ value: "blue" })).toBe("Everyone, serve blue");
    expect(say({ percentage: 100 })).toBe("Everyone, serve true");
  });

  it("a rule as a sentence says a rollout alone as a share of everyone", () => {
    expect(say({ percentage: 0, bucket_by: "company" })).toBe("For 0 % of everyone by company, serve true");
  });

  it("a rule as a sentence says how many get which value of a split, and who gets the rule's own", () => {
    const split = [
      { value: "A", weight: 33.334 },
      { value: "B", weight: 33.333 },
    ];
    expect(say({ value: "C", split })).toBe(
      "Everyone, split by user_id: 33.334 % get A, 33.333 % get B, the others get C",
    );
    const twenty = Array.from({ length: 20 }, (_, at) => ({ value: `v${at}`, weight: 4.999 }));
    expect(say({ value: "C", split: twenty })).toBe(
      "Everyone, split by user_id: 4.999 % get v0, 4.999 % get v1, 4.999 % get v2, 4.999 % get v3, 4.999 % get v4, " +
        "4.999 % get v5, 69.986 % get 14 more values, the others get C",
    );
    expect(say({ conditions: [pro], percentage: 50, value: "C", split: [{ value: "A", weight: 100 }] })).toBe(
      "If plan is pro, for 50 % by user_id, 100 % get A, whoever has no user_id gets C",
    );
  });

  it("a rule as a sentence says when the segment is gone, and not while the names are still loading", () => {
    expect(say({ segment_id: "gone" })).toBe("If in a segment that is gone, serve true");
    expect(sentenceText(ruleSentence(rule({ segment_id: "gone" }), undefined))).toBe("If in …, serve true");
  });

  it.each<[SpokenRule["conditions"][number], string]>([
    [{ any: [{ ...pro }, { segment: "s1" }] }, "either plan is pro or in Beta testers"],
    [{ any: [{ ...pro }] }, "plan is pro"],
    [{ all: [{ ...pro }, { ...americas }] }, "both plan is pro and country is one of US or CA"],
    [{ none: [{ ...pro }, { segment: "s1" }] }, "neither plan is pro nor in Beta testers"],
    [{ none: [{ ...pro }] }, "it is not so that plan is pro"],
    [{ none: [{ segment: "s1" }] }, "not in Beta testers"],
    [
      { any: [{ ...pro }, { all: [{ ...americas }, { none: [{ segment: "s1" }, { ...pro }] }] }] },
      "either plan is pro, or both country is one of US or CA, and neither in Beta testers nor plan is pro",
    ],
  ])("a rule as a sentence says a group with its brackets in words", (group, words) => {
    expect(say({ conditions: [group] })).toBe(`If ${words}, serve true`);
  });

  it("a rule as a sentence sets a group off from what stands beside it", () => {
    const country = { attribute: "country", operator: "equals", value: "US" } as const;
    const email = { attribute: "email", operator: "ends_with", value: "@acme.com" } as const;
    expect(say({ conditions: [{ ...pro }, { any: [{ ...country }, { ...email }] }], segment_id: "s1" })).toBe(
      "If plan is pro, and either country is US or email ends with @acme.com, and in Beta testers, serve true",
    );
  });

  it("a rule as a sentence never is empty and always ends with what is served", () => {
    fc.assert(
      fc.property(anyRuleOfType, ({ rule: any }) => {
        const parts = ruleSentence(any, segments);
        expect(parts.at(-1)).toEqual({ kind: "served", value: any.value });
        expect(parts.length).toBeGreaterThan(2);
      }),
    );
  });
});

describe("condition as a sentence", () => {
  const speak = (operator: RuleCondition["operator"], value: unknown) =>
    sentenceText(elementSentence({ attribute: "x", operator, value: value as string }, segments));

  it("a condition as a sentence speaks of dates as before and after", () => {
    expect(speak("greater_than", "2025-03-10")).toBe("x is after 2025-03-10");
    expect(speak("less_than", 18)).toBe("x is less than 18");
  });

  it("a condition as a sentence says no value where the operator takes none", () => {
    expect(speak("not_exists", null)).toBe("x is missing");
  });

  it("a condition as a sentence names the first of a long list and counts the rest", () => {
    const ids = Array.from({ length: 9_170 }, (_, index) => `u${index}`);
    expect(speak("in", ids)).toBe("x is one of u0, u1, u2, u3, u4 or 9,165 more");
    expect(speak("in", ids.slice(0, 6))).toBe("x is one of u0, u1, u2, u3, u4 or u5");
  });

  it("a condition as a sentence reads a list written with commas", () => {
    expect(speak("not_in", "US , CA,")).toBe("x is not one of US or CA");
  });

  it("a condition as a sentence warns of what is not filled in", () => {
    expect(speak("in", [])).toBe("x is one of an empty list");
    expect(speak("equals", "")).toBe("x is an empty value");
  });
});

describe("segment as a sentence", () => {
  it("a segment as a sentence joins by the match type", () => {
    const rules = [
      { key: "plan", operator: "equals", value: "pro" } as const,
      { key: "country", operator: "in", value: ["US", "CA"] } as const,
    ].map((each) => structuredClone(each) as Segment["rules"][number]);
    expect(sentenceText(segmentSentence({ rules, match_type: "all" }, segments))).toBe(
      "Everyone whose plan is pro and country is one of US or CA.",
    );
    expect(sentenceText(segmentSentence({ rules, match_type: "any" }, segments))).toContain("pro or country");
  });

  it("a segment as a sentence says that an audience without conditions is nobody", () => {
    expect(sentenceText(segmentSentence({ rules: [], match_type: "all" }, segments))).toMatch(/^Nobody/);
  });

  it("a segment as a sentence names every attribute of any segment", () => {
    fc.assert(
      fc.property(anySegment, (segment) => {
        const named = segmentSentence(segment, segments).filter(({ kind }) => kind === "attribute");
        expect(named).toHaveLength(
          conditionsIn<SegmentCondition>(segment.rules).filter(({ key }) => key !== "").length,
        );
      }),
    );
  });
});

describe("servedText", () => {
  it("servedText shows text as it is, other values as JSON, and cuts what is long", () => {
    expect(servedText("blue")).toBe("blue");
    expect(servedText("")).toBe('""');
    expect(servedText({ a: [1] })).toBe('{"a":[1]}');
    expect(servedText("x".repeat(500))).toHaveLength(60);
  });
});
