import { describe, expect, test } from "vitest";
import type { RuleInput, SegmentInput } from "@/lib/targeting";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { Finding } from "@/lib/targeting/analysis/findings/finding";
import { rulesOf } from "../targeting/builders";
import { engineOf } from "./worlds";

const is = (attribute: string, value: unknown) => ({ attribute, operator: "equals", value });
const condition = (attribute: string, operator: string, value: unknown = null) => ({ attribute, operator, value });

function listOf(rules: readonly Partial<RuleInput>[], segments: readonly SegmentInput[] = []) {
  return { defaultValue: false, rules: rulesOf(rules), segments };
}

function findingsOf(rules: readonly Partial<RuleInput>[], segments: readonly SegmentInput[] = []): readonly Finding[] {
  const { findings, notAnalysed } = analyzeList(listOf(rules, segments));
  expect(notAnalysed).toEqual([]);
  return findings;
}

describe("rules that can never match", () => {
  test.each([
    [
      "two dates that exclude each other",
      [condition("since", "greater_than", "2026-02-01"), condition("since", "less_than", "2026-01-01")],
    ],
    [
      "a prefix that the value does not have",
      [condition("email", "starts_with", "a@"), condition("email", "in", ["b@x", "c@x"])],
    ],
    ["a number that must have a letter", [condition("age", "greater_than", 5), condition("age", "contains", "x")]],
    [
      "a number that must have a date in it",
      [condition("age", "greater_than", 5), condition("age", "contains", "2025-06-30")],
    ],
    [
      "a version that must begin with a word",
      [condition("app", "starts_with", "pro-"), { ...is("app", "1.2"), as: "version" as const, negate: true }],
    ],
    ["a missing attribute with a value", [condition("plan", "not_exists"), is("plan", "pro")]],
    [
      "a pattern that no item of a list has",
      [condition("id", "regex", "^a.*\\d$"), condition("id", "in", ["b1", "ab"])],
    ],
  ])("a rule that can never match is found by %s", (_, conditions) => {
    expect(findingsOf([{ conditions }])).toContainEqual(
      expect.objectContaining({ kind: "never_matches", ruleIds: ["rule-1"] }),
    );
  });

  test.each([
    ["an empty segment", { segment_id: "s" }, [{ id: "s", match_type: "all", rules: [] }], "no members"],
    ["a segment that is gone", { segment_id: "s" }, [], "its segment is gone"],
    ["0 %", { percentage: 0 }, [], "it lets in 0 %"],
  ])("a rule that can never match is found by %s", (_, rule, segments, words) => {
    const [finding] = findingsOf([rule], segments);
    expect(finding).toMatchObject({ kind: "never_matches", sentence: expect.stringContaining(words) });
  });

  test("a rule that can never match is found but not a version that must contain what it may not end with", () => {
    const conditions = [
      condition("app", "contains", "pro"),
      { ...condition("app", "ends_with", "pro"), negate: true },
      { ...is("app", "2025-06-30"), as: "version" as const, negate: true },
    ];
    expect(findingsOf([{ conditions }])).toEqual([]);
  });

  test("a rule that can never match is found and one that only a list can match says so and shows the list", () => {
    const [finding] = findingsOf([{ conditions: [is("plan", "pro"), is("plan", "team")] }]);
    expect(finding).toMatchObject({
      kind: "never_matches",
      listAttributes: ["plan"],
      witness: { plan: ["pro", "team"] },
    });
    expect(finding?.sentence).toBe(
      "Rule 1 can never match unless plan is a list: plan is pro and plan is team exclude each other.",
    );
  });
});

describe("rule that is never reached", () => {
  test("a rule that is never reached names exactly the rules that catch its people, together", () => {
    const findings = findingsOf([
      { conditions: [is("plan", "pro"), condition("age", "less_than", 30)] },
      { conditions: [is("country", "US")] },
      { conditions: [is("plan", "pro"), condition("age", "greater_than", 20)] },
      { conditions: [is("plan", "pro"), condition("age", "greater_than", 0)], value: "x" },
    ]);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: "never_reached", ruleIds: ["rule-4"], becauseOf: ["rule-1", "rule-3"] }),
    );
  });

  test("a rule that is never reached is proven for an unknown pattern when it is the same pattern", () => {
    const pattern = condition("email", "regex", "^\\w+[0-9]{3}@.*$");
    const { findings } = analyzeList(
      listOf([{ conditions: [pattern] }, { conditions: [pattern, is("plan", "pro")], value: "x" }]),
    );
    expect(findings).toContainEqual(expect.objectContaining({ kind: "never_reached", ruleIds: ["rule-2"] }));
  });

  test("a rule that is never reached is not claimed where a missing attribute gets past the rules before", () => {
    const findings = findingsOf([
      { conditions: [is("country", "US")] },
      { conditions: [condition("country", "not_equals", "US")], value: "x" },
      { conditions: [], value: "y" },
    ]);
    expect(findings.filter(({ kind }) => kind === "never_reached")).toEqual([]);
  });
});

test("a condition that changes nothing is named by its place", () => {
  const conditions = [is("plan", "pro"), condition("plan", "exists")];
  expect(findingsOf([{ conditions }])).toEqual([
    expect.objectContaining({ kind: "idle_condition", ruleIds: ["rule-1"], condition: 1, witness: { plan: "pro" } }),
  ]);
});

test("an attribute that looks like one used more often is named with what was meant; a digit is no slip", () => {
  const rules = [{ conditions: [is("contry", "US")] }, { conditions: [is("address2", "x")], value: "y" }];
  const uses = new Map([
    ["country", 5],
    ["address1", 9],
  ]);
  const { findings } = analyzeList(listOf(rules), { attributeUses: uses });
  expect(findings.filter(({ kind }) => kind === "similar_attribute")).toEqual([
    expect.objectContaining({ ruleIds: ["rule-1"], condition: 0, suggestion: "country" }),
  ]);
});

test("a sound list gets no findings but that its order is free", () => {
  const findings = findingsOf([
    { conditions: [is("plan", "pro")], value: "a" },
    { conditions: [is("plan", "team")], value: "b" },
  ]);
  expect(findings).toEqual([expect.objectContaining({ kind: "any_order", listAttributes: ["plan"] })]);
});

describe("percentage", () => {
  const at = (percentage: number) => listOf([{ conditions: [is("plan", "pro")], percentage }]);

  test("a percentage that is raised exposes those of the added share, and the witness is one of them", () => {
    const report = compareLists(at(10), at(30));
    expect(report).toMatchObject({ newExposure: "yes", unanswered: [] });
    expect(report.changes).toHaveLength(1);
    const [change] = report.changes;
    expect(change?.who).toBe("plan is pro (20 %, from 10 % to 30 %)");
    expect([engineOf(at(10))(change?.witness).value, engineOf(at(30))(change?.witness).value]).toEqual([false, true]);
  });

  test("a percentage that is lowered is proven to expose nobody", () => {
    expect(compareLists(at(30), at(10))).toMatchObject({ newExposure: "no", unanswered: [], changes: [{ to: false }] });
  });

  test("a percentage is no way in for a rule whose few named people are all outside of it", () => {
    const ids = ["user-1", "user-2", "user-3"];
    const outside = ids.filter((id) => engineOf(listOf([{ percentage: 50 }]))({ user_id: id }).value === false);
    expect(outside).not.toEqual([]);
    const rule = { conditions: [condition("user_id", "in", outside)], percentage: 50 };
    expect(findingsOf([rule])[0]).toMatchObject({ kind: "never_matches" });
  });
});

test("who leaves a list is named, and not who stays in it", () => {
  const among = (...countries: string[]) =>
    listOf([{ conditions: [condition("country", "in", countries)], value: "x" }]);
  const { changes } = compareLists(among("AT", "BE", "BG", "CY"), among("BE", "BG", "CY"));
  expect(changes).toEqual([
    expect.objectContaining({
      who: "country is AT, unless country is one of BE, BG or CY",
      witness: { country: "AT" },
    }),
  ]);
});

describe("rules that ask what an earlier rule asks", () => {
  // No search ends in these steps: each pattern would be asked about everybody who passes the others.
  const steps = 2_000;
  const pattern = (index: number) => condition("email", "regex", `^[a-z]+${index}[0-9]{2,}@.*\\.(com|org)$`);
  const different = Array.from({ length: 8 }, (_, index) => ({ conditions: [pattern(index)], value: `v${index}` }));
  const neverReached = (rules: readonly Partial<RuleInput>[]) => {
    const { findings } = analyzeList(listOf(rules), { steps });
    return findings.filter(({ kind }) => kind === "never_reached");
  };

  test("a rule that asks no less than an earlier one is never reached: long patterns, the same conditions", () => {
    const found = neverReached([...different, ...Array.from({ length: 100 }, () => ({ conditions: [pattern(0)] }))]);
    expect(found).toHaveLength(100);
    for (const { becauseOf, witness } of found) {
      expect(becauseOf).toEqual(["rule-1"]);
      expect(witness).toMatchObject({ email: expect.stringMatching(/^[a-z]+0[0-9]{2,}@/) });
    }
  });

  test("a rule that asks no less than an earlier one is never reached: long patterns, a further condition", () => {
    const [found] = neverReached([...different, { conditions: [is("plan", "pro"), pattern(0)] }]);
    expect(found).toMatchObject({ ruleIds: ["rule-9"], becauseOf: ["rule-1"], witness: { plan: "pro" } });
  });

  test("a rule that asks no less than an earlier one is never reached, but one that asks less is", () => {
    expect(neverReached([{ conditions: [is("plan", "pro"), pattern(0)] }, { conditions: [pattern(0)] }])).toEqual([]);
  });
});

describe("what is not known", () => {
  const pattern = (text: string) => ({ conditions: [condition("email", "regex", text)] });

  test("patterns that cannot be compared leave the question open, and exposure unknown", () => {
    const [wide, narrow] = [listOf([pattern("^[a-z]+[0-9]*@x$")]), listOf([pattern("^[a-z]+@x$")])];
    const report = compareLists(wide, narrow);
    expect(report.unanswered).toEqual([expect.objectContaining({ because: "opaque", isExposure: true })]);
    expect(report.newExposure).toBe("unknown");
  });

  test("a budget that is used up leaves every question open, and no claim is made", () => {
    const rules = [{ conditions: [is("plan", "pro")] }, { conditions: [is("plan", "pro")], value: "x" }];
    const { findings, notAnalysed } = analyzeList(listOf(rules), { steps: 0 });
    expect(findings).toEqual([]);
    expect(new Set(notAnalysed.map(({ because }) => because))).toEqual(new Set(["budget"]));
    const report = compareLists(listOf([]), listOf(rules), 0);
    expect(report).toMatchObject({ changes: [], newExposure: "unknown" });
  });

  test("the same list and budget give the same answer", () => {
    const rules = Array.from({ length: 30 }, (_, index) => ({
      conditions: [condition(`a${index % 4}`, index % 3 ? "contains" : "not_contains", "abcde"[index % 5])],
      value: index % 2 === 0,
    }));
    for (const steps of [50, 500, 5_000]) {
      expect(analyzeList(listOf(rules), { steps })).toEqual(analyzeList(listOf(rules), { steps }));
    }
  });
});

test("hostile attribute names are attributes like any other", () => {
  for (const name of ["__proto__", "constructor", "a.b", "", "."]) {
    const report = compareLists(listOf([]), listOf([{ conditions: [is(name, "x")] }]));
    expect(report.changes, name).toHaveLength(1);
    expect(Object.entries(report.changes[0]?.witness ?? {})).toEqual([[name, "x"]]);
  }
});
