import { setImmediate } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { expect, test, vi } from "vitest";
import { compileProject } from "@/lib/server/live/compile-project";
import type { FlagSource, ProjectSource } from "@/lib/server/live/project-source";
import { rulesetCapacity } from "@/lib/server/live/ruleset-capacity";
import { memoryOfProject } from "@/lib/server/live/ruleset-memory";
import type { RuleInput, SegmentInput } from "@/lib/targeting";

vi.setConfig({ testTimeout: 120_000 });

v8.setFlagsFromString("--expose-gc");
const collectGarbage: () => void = vm.runInNewContext("gc");

async function heapUsed(): Promise<number> {
  // What was looked at in a turn of the event loop is not collected before the next.
  await setImmediate();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const uuid = (kind: string, index: number) =>
  `${kind}${String(index).padStart(7, "0")}-0d1e-4f2a-9b3c-4d5e6f7a8b9c`.slice(-36);

type Fields = Partial<RuleInput>;

/** As it is parsed from the database's JSON: no text is anybody else's. */
const parsed = <T>(value: T): T => JSON.parse(JSON.stringify(value));

function flagOf(flag: number, rules: number, fields: (rule: number) => Fields): FlagSource {
  const id = uuid("f", flag);
  const list = Array.from({ length: rules }, (_, rule) => {
    const own = parsed({ id: uuid("r", flag * rules + rule), position: rule + 1, ...DEFAULTS, ...fields(rule) });
    return { ...own, flag_id: id, salt: own.id };
  });
  return {
    flag: parsed({ id, key: `flag-${flag}`, default_value: { value: false }, enabled: true, status: "active" }),
    createdAt: flag,
    rules: new Map([["production", list]]),
  };
}

const DEFAULTS = {
  conditions: [],
  value: true,
  percentage: null,
  enabled: true,
  segment_id: null,
  bucket_by: "user_id",
};

const conditions = (operator: string, ...values: unknown[]): Fields => ({
  conditions: values.map((value, index) => ({ attribute: `attribute_${index}`, operator, value })),
});

const comparisons = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ attribute: `attribute_${index}`, operator: "equals", value: `${name}-${index}` },
  }));

const ids = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Flags, rules of each, and what a rule has. */
const shapes: Record<string, [number, number, (flag: number, rule: number) => Fields]> = {
  "flags without rules": [8_000, 0, () => ({})],
  "rules for everyone": [400, 20, () => ({})],
  rollouts: [400, 20, () => ({ percentage: 20 })],
  "a short condition that all rules share": [400, 20, () => conditions("equals", "pro")],
  "three comparisons": [200, 20, (flag, rule) => conditions("equals", `a${flag}-${rule}`, `b${flag}-${rule}`, rule)],
  "groups of ten conditions": [
    100,
    10,
    (flag, rule) => ({ conditions: [{ any: comparisons(10, `${flag}-${rule}`) }] }),
  ],
  "groups of one condition that all rules share": [
    400,
    20,
    () => ({ conditions: [{ none: [{ attribute: "plan", operator: "equals", value: "pro" }] }] }),
  ],
  "groups within groups": [
    100,
    10,
    (flag, rule) => ({
      conditions: [{ any: [{ all: [{ none: [{ any: comparisons(3, `${flag}-${rule}`) }] }] }] }],
    }),
  ],
  "groups of references": [
    200,
    20,
    () => ({ conditions: [{ any: ["one", "two", "three"].map((segment) => ({ segment })) }] }),
  ],
  "attributes that nobody else asks for": [
    200,
    20,
    (flag, rule) => ({ conditions: [{ attribute: `of_${flag}_${rule}`, operator: "contains", value: "x" }] }),
  ],
  "numbers to compare with": [200, 20, (flag, rule) => conditions("greater_than", flag * 100 + rule)],
  patterns: [50, 20, (flag, rule) => conditions("regex", `(?i)^[a-z0-9._%+-]+@team-${flag}-${rule}\\.example\\.com$`)],
  "patterns with repetitions": [20, 5, (flag, rule) => conditions("regex", `^(abc${flag}|x${rule}){1,80}$`)],
  "lists of patterns": [
    20,
    10,
    (flag, rule) =>
      conditions(
        "regex",
        Array.from({ length: 10 }, (_, index) => `^[a-z0-9]+@team-${flag}-${rule}-${index}\\.example\\.com$`),
      ),
  ],
  "lists of fifty": [100, 20, (flag, rule) => conditions("in", ids(50, `user-${flag}-${rule}`))],
  "lists of ten thousand": [5, 5, (flag, rule) => conditions("in", ids(10_000, `user-${flag}-${rule}`))],
  "lists of numbers": [
    5,
    5,
    (flag) =>
      conditions(
        "in",
        Array.from({ length: 10_000 }, (_, index) => flag * 1e5 + index),
      ),
  ],
  "values that are objects": [
    100,
    20,
    (flag, rule) => ({ value: { title: `Hello ${flag} ${rule}`, sizes: [1, 2, rule] } }),
  ],
  "long texts": [100, 20, (flag, rule) => ({ value: `${flag} ${rule} `.repeat(200) })],
  "texts beyond Latin-1": [100, 20, (flag, rule) => ({ value: `${flag} ${rule} 日本`.repeat(100) })],
};

function projectOf(flags: FlagSource[], segments: SegmentInput[]): ProjectSource {
  return {
    id: "project",
    slug: "project",
    version: { epoch: "e", revision: 1, token: "t" },
    tokens: ["t"],
    environments: ["production"],
    defaultEnvironment: "production",
    samplesContexts: false,
    held: ["production"],
    flags: new Map(flags.map((each) => [each.flag.id, each])),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
  };
}

/** The heap that a project takes, and what it is counted as. */
async function measure(make: () => ProjectSource): Promise<{ taken: number; counted: number }> {
  const before = await heapUsed();
  const source = make();
  const rulesets = await compileProject(source, undefined);
  const taken = (await heapUsed()) - before;
  expect(rulesets.size).toBe(1);
  return { taken, counted: memoryOfProject(source) };
}

test.each(Object.entries(shapes))(
  "%s are counted as what they take, or up to three times that",
  async (_name, shape) => {
    const [flags, rules, fields] = shape;
    // The first time, code is made and tables grow.
    await measure(() => projectOf([flagOf(0, rules, (rule) => fields(0, rule))], []));
    const make = () =>
      projectOf(
        Array.from({ length: flags }, (_, flag) => flagOf(flag, rules, (rule) => fields(flag, rule))),
        [],
      );
    const { taken, counted } = await measure(make);
    expect(counted).toBeGreaterThan(taken * 0.95);
    expect(counted).toBeLessThan(taken * 3);
  },
);

test("an audience of 100,000 ids is counted as what it takes, however many rules link to it", async () => {
  const make = () => {
    const rules = [{ key: "user_id", operator: "in", value: ids(100_000, "customer") }];
    return projectOf(
      [flagOf(0, 10, () => ({ segment_id: "audience" }))],
      [parsed({ id: "audience", match_type: "all", rules })],
    );
  };
  const { taken, counted } = await measure(make);
  expect(counted).toBeGreaterThan(taken * 0.95);
  expect(counted).toBeLessThan(taken * 2);
});

test("the capacity follows V8's limit, and leaves the process what it needs besides", () => {
  const mebibytes = (count: number) => count * 2 ** 20;
  expect(rulesetCapacity(mebibytes(4_096))).toBe(mebibytes(1_984));
  expect(rulesetCapacity(mebibytes(272))).toBe(mebibytes(72));
  expect(rulesetCapacity(mebibytes(64))).toBe(mebibytes(16));
});
