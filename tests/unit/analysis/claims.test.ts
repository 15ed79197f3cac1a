import { describe, expect, test } from "vitest";
import type { RuleInput } from "@/lib/targeting";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { rulesOf } from "../targeting/builders";
import { engineOf } from "./worlds";

const condition = (attribute: string, operator: string, value: unknown = null) => ({ attribute, operator, value });
const is = (attribute: string, value: unknown) => condition(attribute, "equals", value);

const listOf = (rules: readonly Partial<RuleInput>[]) => ({
  defaultValue: false,
  rules: rulesOf(rules),
  segments: [],
});

function findingsOf(rules: readonly Partial<RuleInput>[]) {
  const { findings, notAnalysed } = analyzeList(listOf(rules));
  expect(notAnalysed).toEqual([]);
  return findings;
}

test("an order is free only when no rule between would be served in another one", () => {
  const findings = findingsOf([
    { conditions: [condition("plan", "exists")], value: "A" },
    { conditions: [is("plan", "pro")], value: "B" },
    { conditions: [condition("plan", "not_exists")], value: "C" },
  ]);
  expect(findings.map(({ kind }) => kind)).toEqual(["never_reached", "idle_condition"]);
});

describe("hedges", () => {
  test("a hedge names every attribute of which it matters that it is a list of a rule that is never reached", () => {
    const rules = [
      { conditions: [condition("country", "not_equals", "US"), condition("plan", "not_equals", "free")], value: "A" },
      { conditions: [is("country", "DE"), is("plan", "pro")], value: "B" },
    ];
    const finding = findingsOf(rules).find(({ kind }) => kind === "never_reached");
    expect([...(finding?.listAttributes ?? [])].sort()).toEqual(["country", "plan"]);
    expect(finding?.sentence).toMatch(/never reached unless (country or plan|plan or country) is a list/);
    // Either is enough.
    expect(engineOf(listOf(rules))({ country: "DE", plan: ["pro", "free"] }).ruleId).toBe("rule-2");
    expect(engineOf(listOf(rules))({ country: ["DE", "US"], plan: "pro" }).ruleId).toBe("rule-2");
  });

  test("a hedge names every attribute that matters as a list, of people who change only by lists", () => {
    const rules = [
      { conditions: [condition("country", "not_equals", "US"), condition("plan", "not_equals", "free")] },
      { conditions: [is("country", "DE"), is("plan", "pro")], value: "B" },
    ];
    const { changes } = compareLists(listOf(rules), listOf(rules.slice(0, 1)));
    expect(changes).toHaveLength(1);
    expect([...(changes[0]?.listAttributes ?? [])].sort()).toEqual(["country", "plan"]);
  });
});

describe("what is dispensable", () => {
  const rules = [
    { conditions: [is("plan", "pro"), condition("country", "exists")] },
    { conditions: [is("plan", "pro")] },
    { conditions: [condition("country", "not_exists")] },
  ];

  test("what is dispensable is so together, and not only one by one", () => {
    const list = listOf(rules);
    const gone = findingsOf(rules)
      .filter(({ kind }) => kind === "same_as_below" || kind === "same_as_default")
      .flatMap(({ ruleIds }) => ruleIds);
    const left = { ...list, rules: list.rules.filter(({ id }) => !gone.includes(id)) };
    expect(gone).not.toEqual([]);
    expect(engineOf(left)({ plan: "pro", country: "DE" }).value).toBe(true);
  });

  test("what is dispensable names the rules that would serve, and the default only where it would", () => {
    const [finding] = findingsOf([
      { conditions: [is("plan", "pro"), is("country", "DE")], value: false },
      { conditions: [is("plan", "pro")], value: false },
      { conditions: [is("plan", "team")], value: false },
    ]);
    expect(finding).toMatchObject({ kind: "same_as_below", becauseOf: ["rule-2"], isDefaultServing: false });
    expect(finding?.sentence).toMatch(/would get false from rule 2 anyway/);
  });
});

test("whom a rule that is never reached would match is served by a rule that is named", () => {
  const rules = [
    { conditions: [is("plan", "pro"), is("country", "DE")], value: "A" },
    { conditions: [condition("plan", "in", ["pro", "team"])], value: "B" },
    { conditions: [is("plan", "pro")], value: "C" },
  ];
  const finding = findingsOf(rules).find(({ kind }) => kind === "never_reached");
  expect(finding).toMatchObject({ ruleIds: ["rule-3"], becauseOf: ["rule-2"] });
  expect(engineOf(listOf(rules))(finding?.witness).ruleId).toBe("rule-2");
});

describe("small percentage", () => {
  const drawn = (percentage: number, ...values: string[]) =>
    values.map((value, at) => ({ percentage, value, salt: `draw-${at}` }));

  test("a small percentage has buckets of its own: swapped rules change those whom both let in", () => {
    const [a, b] = drawn(1, "A", "B");
    const report = compareLists(listOf([{ ...a }, { ...b }]), listOf([{ ...b }, { ...a }]));
    expect(report).toMatchObject({ unanswered: [], newExposure: "yes", changes: [{ from: "A", to: "B" }] });
  });

  test("a small percentage is decided where ten come together, and nobody is made up", () => {
    const rules = drawn(1, ..."ABCDEFGHIJ");
    const report = compareLists(listOf(rules), listOf([...rules].reverse()));
    expect(report.unanswered).toEqual([]);
    // Each pair of rules has people whom both draw.
    expect(report.changes).toHaveLength(45);
    const all = listOf([
      { conditions: [condition("plan", "exists")], percentage: 1, salt: "s1" },
      ...rules.map((rule) => ({ ...rule, percentage: 99 })),
      { value: "rest" },
    ]);
    expect(compareLists(all, { ...all, rules: all.rules.slice(0, -1) })).toMatchObject({
      unanswered: [],
      changes: [{ from: "rest", to: false }],
    });
    const { findings, notAnalysed } = analyzeList(listOf(rules));
    expect({ findings, notAnalysed }).toEqual({ findings: [], notAnalysed: [] });
  });

  test("a small percentage of a few named people is asked of the engine, because their buckets are known", () => {
    const ids = ["user-1", "user-2", "user-3"];
    const rules = [{ conditions: [condition("user_id", "in", ids)], percentage: 1, salt: "nobody" }];
    expect(ids.map((id) => engineOf(listOf(rules))({ user_id: id }).value)).toEqual([false, false, false]);
    expect(findingsOf(rules)).toMatchObject([{ kind: "never_matches" }]);
  });

  test("a small percentage lets an empty id in no more than a missing one", () => {
    const empty = [condition("user_id", "in", [""])];
    for (const percentage of [1, 50, 99]) {
      const rules = [{ conditions: empty, percentage, salt: "salt" }, { value: "rest" }];
      expect(findingsOf(rules)).toContainEqual(expect.objectContaining({ kind: "never_matches", ruleIds: ["rule-1"] }));
      const report = compareLists(listOf(rules.slice(1)), listOf(rules));
      expect(report).toMatchObject({ changes: [], unanswered: [], newExposure: "no" });
    }
    const behind = [{ percentage: 99, salt: "salt" }, { conditions: empty }];
    expect(findingsOf(behind).filter(({ kind }) => kind === "never_reached")).toEqual([]);
    const { changes } = compareLists(
      listOf(behind.slice(0, 1)),
      listOf([...behind.slice(0, 1), { ...behind[1], value: "empty" }]),
    );
    expect(changes).toMatchObject([{ from: false, to: "empty", witness: { user_id: "" } }]);
  });

  test("a small percentage leaves so few that no id is at hand: they are claimed without one", () => {
    const most = drawn(99, ..."ABCDE");
    const few = { conditions: [condition("user_id", "starts_with", "u")], value: "few" };
    const { changes, unanswered } = compareLists(listOf(most), listOf([...most, few]));
    expect(unanswered).toEqual([]);
    expect(changes).toMatchObject([{ from: false, to: "few", witness: null }]);
  });
});

describe("what conditions do not look at", () => {
  test("a text that is too long to be searched contains nothing, and differs from others", () => {
    const rules = [
      { conditions: [condition("plan", "contains", "a")] },
      { conditions: [condition("plan", "not_contains", "a")], value: "A" },
      { conditions: [condition("plan", "not_equals", "free")], value: "B" },
    ];
    expect(engineOf(listOf(rules))({ plan: "x".repeat(20_000) }).ruleId).toBe("rule-3");
    expect(findingsOf(rules).filter(({ kind }) => kind === "never_reached")).toEqual([]);
  });

  test("a list that is too long to be looked at is there, as an object is, and nothing else can be said of it", () => {
    const rules = [
      { conditions: [condition("tags", "in", ["a", "b"])] },
      { conditions: [condition("tags", "not_in", ["a", "b"])], value: "A" },
      { conditions: [condition("tags", "exists")], value: "B" },
    ];
    const serve = engineOf(listOf(rules));
    const long = Array.from({ length: 5_001 }, () => "a");
    expect([serve({ tags: long }).ruleId, serve({ tags: {} }).ruleId]).toEqual(["rule-3", "rule-3"]);
    expect(serve({ tags: long.slice(1) }).ruleId).toBe("rule-1");
    expect(findingsOf(rules).filter(({ kind }) => kind === "never_reached")).toEqual([]);
  });

  test("a number is the milliseconds of a date, and the text of it is not", () => {
    const at = Date.UTC(2024, 0, 1);
    const rules = [
      { conditions: [condition("since", "in", [String(at)]), condition("since", "greater_than", "2023-01-01")] },
    ];
    expect(engineOf(listOf(rules))({ since: at }).ruleId).toBe("rule-1");
    expect(findingsOf(rules).filter(({ kind }) => kind === "never_matches")).toEqual([]);
    const both = [
      { conditions: [condition("since", "greater_than", 5), condition("since", "greater_than", "2023-01-01")] },
    ];
    expect(findingsOf(both)).toEqual([]);
  });
});

describe("forms of a condition", () => {
  const not = { negate: true };
  const anyCase = { ignore_case: true };
  const version = { as: "version" } as const;
  const of = (operator: string, value: unknown, more = {}) => ({ ...condition("a", operator, value), ...more });

  test.each<[string, ...ReturnType<typeof of>[]]>([
    ["at least this and less than it", of("less_than", 18, not), of("less_than", 18)],
    ["at most this and more than it", of("greater_than", 18, not), of("greater_than", 18)],
    ["on or after a day and before it", of("less_than", "2025-03-10", not), of("less_than", "2025-03-10")],
    [
      "a day and a number before the same day, written as one",
      of("less_than", "2025-03-10", not),
      of("less_than", 20_250_310),
    ],
    ["a version and an older one", of("less_than", "2.10", { ...not, ...version }), of("equals", "2.9", version)],
    ["a version and that it is another", of("equals", "2.10", version), of("in", ["v2.10.0"], { ...not, ...version })],
    ["the lowest version and one before it", of("less_than", "0.0.0-0"), of("exists", null)],
    ["a number and a version before it", of("greater_than", 5), of("less_than", "5.0.0")],
    ["a number and no version", of("equals", "5"), of("equals", "6", { ...version })],
    ["a number and a text that it is not", of("less_than", 5, not), of("equals", "five", anyCase)],
    ["a text and the same in any case", of("equals", "Pro"), of("equals", "pRO", { ...anyCase, ...not })],
    ["a start and the same in any case", of("starts_with", "Pro"), of("starts_with", "pr", { ...anyCase, ...not })],
    ["two starts in any case", of("starts_with", "pro", anyCase), of("starts_with", ["te", "a"], anyCase)],
    [
      "an end and the same in any case",
      of("ends_with", "É.fr", anyCase),
      of("ends_with", "é.FR", { ...anyCase, ...not }),
    ],
    ["one of several ends", of("ends_with", [".com", ".org"]), of("not_contains", ".", not), of("not_contains", ".")],
    ["a part and the same in any case", of("contains", "ab"), of("not_contains", "AB", anyCase)],
    ["a letter and both its cases", of("contains", "b", anyCase), of("contains", ["b", "B"], not)],
  ])("conditions exclude each other: %s", (_, ...conditions) => {
    expect(findingsOf([{ conditions }])).toMatchObject([{ kind: "never_matches" }]);
  });

  test.each<[string, unknown, ...ReturnType<typeof of>[]]>([
    ["the letter that is a small k, too", "\u212a", of("equals", "k", anyCase), of("in", ["k", "K"], not)],
    ["the dotted capital I", "\u0130", of("contains", "i", anyCase), of("contains", ["i", "I"], not)],
    [
      "a spelling that no other condition names",
      "pRO",
      of("equals", "pro", anyCase),
      of("in", ["pro", "PRO", "Pro"], not),
    ],
    ["a number that a version comes before", "4.99999999999999999", of("less_than", 5, not), of("less_than", "5.0.0")],
    ["a version with an end", "2.10.0+xrc", of("less_than", "2.10", { ...not, ...version }), of("ends_with", "rc")],
    [
      "a day that is a version",
      "2025-03-10",
      of("greater_than", "2025-03-09"),
      of("less_than", "2025.0.0"),
      of("greater_than", "2024.0.0"),
    ],
    [
      "a day that is a number",
      "20250310",
      of("greater_than", "2025-03-09"),
      of("less_than", 20250311),
      of("greater_than", 20250309),
    ],
    [
      "a list of nothing that can be compared",
      [],
      of("less_than", 5, not),
      of("greater_than", 5, not),
      of("exists", null),
      of("in", [5], { ...not, ...version }),
    ],
  ])("the analysis thinks of %s", (_, value, ...conditions) => {
    expect(engineOf(listOf([{ conditions }]))({ a: value }).ruleId).toBe("rule-1");
    const { findings, notAnalysed } = analyzeList(listOf([{ conditions }]));
    expect(notAnalysed).toEqual([]);
    const never = findings.filter(({ kind }) => kind === "never_matches");
    expect(never.filter(({ listAttributes }) => listAttributes.length === 0)).toEqual([]);
  });

  test("a version whose first part is beyond every number ends nothing", () => {
    const huge = `${"9".repeat(350)}.0.0`;
    const conditions = [of("greater_than", huge), of("greater_than", 5)];
    expect(analyzeList(listOf([{ conditions }])).findings).toEqual([]);
  });

  test("a list with a text that is too long is judged by neither a condition nor its opposite", () => {
    const rules = [
      { conditions: [of("starts_with", "x")] },
      { conditions: [of("starts_with", "x", not)], value: "A" },
      { conditions: [of("in", ["b"])], value: "B" },
    ];
    expect(engineOf(listOf(rules))({ a: ["b", "y".repeat(20_000)] }).ruleId).toBe("rule-3");
    expect(findingsOf(rules)).toContainEqual(
      expect.objectContaining({ kind: "never_reached", ruleIds: ["rule-3"], listAttributes: ["a"] }),
    );
  });
});
