import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RuleInput } from "@/lib/targeting";
import type { RuleList, RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { rulesOf } from "../targeting/builders";

// Whether the other tests would notice if a rule of the analysis stopped working: each is disabled in turn, and the
// claim that rests on it must then fail.

const FOLDER = "@/lib/targeting/analysis";

const condition = (attribute: string, operator: string, value: unknown = null) => ({ attribute, operator, value });
const plan = (value: string) => condition("plan", "equals", value);

function listOf(rules: readonly Partial<RuleInput>[]): RuleListInput {
  return { defaultValue: false, rules: rulesOf(rules), segments: [] };
}

/** The kinds of findings, in order, and the questions that stayed open. */
async function findings(rules: readonly Partial<RuleInput>[]): Promise<readonly string[]> {
  const { analyzeList } = await import("@/lib/targeting/analysis/analyze-list");
  const analysis = analyzeList(listOf(rules));
  return [...analysis.findings.map(({ kind }) => kind), ...analysis.notAnalysed.map(({ question }) => `? ${question}`)];
}

/** Whether a change exposes somebody, and the witnesses of all that it changes. */
async function change(before: readonly Partial<RuleInput>[], after: readonly Partial<RuleInput>[], steps?: number) {
  const { compareLists } = await import("@/lib/targeting/analysis/changes");
  const { newExposure, changes } = compareLists(listOf(before), listOf(after), steps);
  return { newExposure, witnesses: changes.map(({ witness }) => witness) };
}

interface Mutant {
  /** What no longer works. */
  readonly without: string;
  readonly module: string;
  readonly instead: Readonly<Record<string, unknown>>;
  /** What is asked, and the right answer. */
  readonly ask: () => Promise<unknown>;
  readonly answer: unknown;
}

const mutants: readonly Mutant[] = [
  {
    without: "rules that a flaw of their own keeps from matching",
    module: "findings/unserved",
    instead: { findFlawed: () => [] },
    ask: () => findings([{ percentage: 0 }]),
    answer: ["never_matches"],
  },
  {
    without: "requirements that nobody meets",
    module: "findings/requirements",
    instead: { findRequirements: () => [] },
    ask: async () => {
      const { analyzeRequirements } = await import("@/lib/targeting/analysis/analyze-requirements");
      const requires = [{ flag: "gone", variant: "on" }];
      const required = { requires, environment: "production", flags: [], rules: [] };
      return analyzeRequirements({ ...listOf([]), required }).findings.map(({ kind }) => kind);
    },
    answer: ["requirement_never_met"],
  },
  {
    without: "rules that serve nobody",
    module: "findings/unserved",
    instead: { findUnserved: () => null },
    ask: () => findings([{ conditions: [plan("pro")] }, { conditions: [plan("pro")], value: "x" }]),
    answer: ["never_reached"],
  },
  {
    without: "rules that everyone matches",
    module: "findings/ends-list",
    instead: { findEnd: () => [] },
    ask: async () => (await findings([{}, { conditions: [plan("pro")], value: "x" }])).includes("ends_list"),
    answer: true,
  },
  {
    without: "rules that make no difference",
    module: "findings/redundant",
    instead: { findRedundant: () => null },
    ask: () => findings([{ conditions: [plan("pro")], value: false }]),
    answer: ["same_as_default"],
  },
  {
    without: "conditions that change nothing",
    module: "findings/redundant",
    instead: { findIdleConditions: () => [] },
    ask: () => findings([{ conditions: [plan("pro"), condition("plan", "exists")] }]),
    answer: ["idle_condition"],
  },
  {
    without: "comparisons that judge nobody who is known",
    module: "findings/unlike-known",
    instead: { findUnlikeKnown: () => [] },
    ask: async () => {
      const { analyzeList } = await import("@/lib/targeting/analysis/analyze-list");
      const list = listOf([{ conditions: [condition("since", "greater_than", "2026-01-01")] }]);
      const people = [{ name: "Mara", context: { since: "yesterday" } }];
      return analyzeList(list, { people }).findings.map(({ kind }) => kind);
    },
    answer: ["unlike_known_values"],
  },
  {
    without: "rules that may stand in any order",
    module: "findings/any-order",
    instead: { findAnyOrder: () => [] },
    ask: async () =>
      (
        await findings([
          { conditions: [condition("age", "less_than", 5)], value: "a" },
          { conditions: [condition("age", "greater_than", 9)], value: "b" },
        ])
      ).includes("any_order"),
    answer: true,
  },
  {
    without: "attributes that look misspelt",
    module: "findings/similar-attributes",
    instead: { findSimilarAttributes: () => [] },
    ask: async () =>
      (
        await findings([
          { conditions: [condition("country", "equals", "US")] },
          { conditions: [condition("country", "equals", "CA")], value: "x" },
          { conditions: [condition("contry", "equals", "DE")], value: "y" },
        ])
      ).includes("similar_attribute"),
    answer: true,
  },
  {
    without: "the proof that no number lies between two bounds",
    module: "facts/ranges",
    instead: { intersect: (one: unknown) => one },
    ask: () => findings([{ conditions: [condition("age", "greater_than", 5), condition("age", "less_than", 3)] }]),
    answer: ["never_matches"],
  },
  {
    without: "what a negated comparison leaves of its domain",
    module: "facts/domains",
    instead: { others: (_order: unknown, ranges: unknown) => ranges },
    ask: () =>
      findings([
        { conditions: [{ ...condition("age", "less_than", 18), negate: true }, condition("age", "less_than", 9)] },
      ]),
    answer: ["never_matches"],
  },
  {
    without: "the proof that no number is such a version",
    module: "texts/numeric-versions",
    instead: { mayHaveNumericVersion: () => true },
    ask: () =>
      findings([{ conditions: [condition("app", "greater_than", 5), condition("app", "less_than", "5.0.0")] }]),
    answer: ["never_matches"],
  },
  {
    without: "days that are dates and numbers at once",
    module: "texts/calendar-days",
    instead: { calendarDays: () => [] },
    ask: () =>
      findings([
        { conditions: [condition("since", "greater_than", "2025-03-09"), condition("since", "less_than", 20250311)] },
      ]),
    answer: [],
  },
  {
    without: "every spelling of a text whose case does not count",
    module: "facts/letter-case",
    instead: { spellingsOf: (text: string) => ({ texts: [text], isSingle: true, isComplete: true }) },
    ask: () =>
      findings([
        {
          conditions: [
            { ...condition("plan", "equals", "pro"), ignore_case: true },
            condition("plan", "not_equals", "pro"),
          ],
        },
      ]),
    answer: [],
  },
  {
    without: "the proof that two prefixes exclude each other",
    module: "texts/plain-texts",
    instead: { plainTexts: () => ({ exact: "", candidates: () => [] }) },
    ask: () => findings([{ conditions: [condition("id", "starts_with", "a"), condition("id", "starts_with", "b")] }]),
    answer: ["never_matches"],
  },
  {
    without: "reading a simple pattern as texts",
    module: "facts/pattern-alternatives",
    instead: { patternAlternatives: () => null },
    ask: async () => {
      const pattern = { conditions: [condition("plan", "regex", "^(pro|team)$")], value: "x" };
      return (await findings([{ conditions: [condition("plan", "in", ["pro", "team"])] }, pattern])).includes(
        "never_reached",
      );
    },
    answer: true,
  },
  {
    without: "trying texts that a pattern would like",
    module: "facts/pattern-samples",
    instead: { patternSamples: () => [] },
    ask: () => findings([{ conditions: [condition("id", "regex", "^[a-f]{3}-\\d+z$")] }]),
    answer: [],
  },
  {
    without: "the proof that a smaller rollout lies inside a larger one",
    module: "search/buckets",
    instead: { rangesOf: () => [{ salt: "s", low: 0, high: 100 }] },
    ask: async () => (await change([{ percentage: 30, salt: "s" }], [{ percentage: 10, salt: "s" }])).newExposure,
    answer: "no",
  },
  {
    without: "the draw of a percentage",
    module: "search/buckets",
    instead: { bucketTest: () => () => true },
    ask: async () => (await change([{ percentage: 1, salt: "s" }], [{ percentage: 2, salt: "s" }])).witnesses.length,
    answer: 1,
  },
  {
    without: "telling that two rules give the same value",
    module: "search/value-ids",
    instead: {
      ValueIds: class {
        private last = 0;
        readonly idOf = () => ++this.last;
      },
    },
    ask: () => findings([{ conditions: [plan("pro")], value: { a: [1] } }, { value: { a: [1] } }]),
    answer: ["same_as_below"],
  },
  {
    without: "witnesses that one can picture",
    module: "search/polish",
    instead: { polish: (witness: unknown) => witness },
    ask: async () =>
      (await change([], [{ conditions: [plan("pro")] }, { conditions: [condition("country", "equals", "US")] }]))
        .witnesses[0],
    answer: { plan: "pro", country: "US" },
  },
  {
    without: "leaving out whom the order of unchanged rules rules out",
    module: "comparison/pairs",
    instead: {
      *decidingPairs(...lists: [before: RuleList, after: RuleList]) {
        const [servedBefore, servedAfter] = lists.map((list) =>
          Array.from({ length: list.otherwise + 1 }, (_, winner) => list.servingsOf(winner)).flat(),
        );
        for (const before of servedBefore ?? [])
          for (const after of servedAfter ?? []) if (before.arm.valueId !== after.arm.valueId) yield { before, after };
      },
    },
    ask: async () => {
      const rules = Array.from({ length: 30 }, (_, at) => ({ conditions: [plan(`p${at}`)], value: at }));
      return change(rules, rules, 1000);
    },
    answer: { newExposure: "no", witnesses: [] },
  },
];

beforeEach(() => vi.resetModules());
afterEach(() => {
  for (const module of ["search/search", ...mutants.map((mutant) => mutant.module)]) vi.doUnmock(`${FOLDER}/${module}`);
});

test.each(mutants)("without $without, a test fails", async ({ module, instead, ask, answer }) => {
  expect(await ask()).toEqual(answer);
  expect(await vi.importActual(`${FOLDER}/${module}`), "what is replaced is there").toMatchObject(
    Object.fromEntries(Object.keys(instead).map((name) => [name, expect.anything()])),
  );
  vi.resetModules();
  vi.doMock(`${FOLDER}/${module}`, async (original) => ({ ...(await original<object>()), ...instead }));
  expect(await ask()).not.toEqual(answer);
});

test("of people whom the engine treats otherwise than the search says, nothing is claimed", async () => {
  const run = () => ({ is: "possible", context: { plan: "team" }, standIns: [] });
  vi.doMock(`${FOLDER}/search/search`, async (original) => ({
    ...(await original<object>()),
    Search: class {
      readonly run = run;
    },
  }));
  const rules = [{ conditions: [plan("pro")] }];
  expect(await findings(rules)).toEqual(["? never_reached"]);
  expect(await change([], rules)).toEqual({ newExposure: "unknown", witnesses: [] });
});

test("every analyzer is disabled once", () => {
  const folder = path.join("lib", "targeting", "analysis", "findings");
  const analyzers = fs
    .readdirSync(folder)
    .flatMap((file) => [
      ...fs.readFileSync(path.join(folder, file), "utf8").matchAll(/^export function (find[A-Z]\w+)/gm),
    ])
    .map(([, name]) => name);
  const disabled = mutants.filter(({ module }) => module.startsWith("findings/"));
  expect(disabled.flatMap(({ instead }) => Object.keys(instead)).sort()).toEqual(analyzers.sort());
});
