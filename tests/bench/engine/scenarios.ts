import type { SegmentInput } from "@/lib/targeting";
import { people, variedPeople } from "./contexts";
import { type RuleSketch, rulesetOf, type Scenario } from "./scenario";

/** How many times as long as the closures the engine may take, unless a scenario says otherwise. */
const GOAL = 1.25;
/** For one rule, where finding the flag by its key weighs most, which the closures do not. */
const GOAL_ONE_RULE = 1.75;
/** For a pattern, which must be safe from whoever writes texts. */
const GOAL_PATTERN = 3;

/** Ten rules as a product collects them over a year: every kind of condition, and a rollout at the end. */
function mixedRules(variant = 0): RuleSketch[] {
  return [
    { when: [["user_id", "in", [`user-000000${variant % 10}`, "user-0000042", "user-0000077"]]] },
    { when: [["email", "ends_with", "@corp.example"]] },
    {
      when: [
        ["plan", "equals", "enterprise"],
        ["country", "in", ["US", "CA"]],
      ],
    },
    { when: [["age", "greater_than", 75 + (variant % 5)]] },
    {
      when: [
        ["country", "in", ["SE", "NO"]],
        ["plan", "not_equals", "free"],
      ],
    },
    {
      when: [
        ["plan", "equals", "pro"],
        ["country", "equals", "JP"],
        ["age", "less_than", 30],
      ],
    },
    {
      when: [
        ["country", "equals", "DE"],
        ["email", "contains", "ann."],
        ["plan", "in", ["starter", "pro"]],
      ],
    },
    {
      when: [
        ["country", "not_in", ["US", "CA", "GB", "DE", "FR"]],
        ["plan", "equals", "business"],
        ["age", "greater_than", 60],
      ],
    },
    {
      when: [
        ["plan", "equals", "enterprise"],
        ["email", "starts_with", "eve."],
      ],
    },
    { percentage: 25 },
  ];
}

/** Ten conditions, of every kind but patterns, that few people fulfil. */
const ten: NonNullable<RuleSketch["any"]> = [
  ["user_id", "in", ["user-0000001", "user-0000042", "user-0000077"]],
  ["email", "ends_with", "@corp.example"],
  ["country", "equals", "JP"],
  ["age", "greater_than", 79],
  ["country", "in", ["SE", "NO"]],
  ["plan", "equals", "enterprise"],
  ["age", "less_than", 19],
  ["email", "contains", "ann."],
  ["email", "starts_with", "eve."],
  ["team", "equals", "team-7"],
];

/** 100 rules whose conditions are of three kinds: only the first can be looked up. */
function threeConditions(): RuleSketch[] {
  const countries = ["US", "CA", "GB", "DE", "FR", "ES", "IT", "NL", "SE", "NO"];
  const plans = ["free", "starter", "pro", "business", "enterprise"];
  return Array.from({ length: 100 }, (_, index) => ({
    when: [
      ["country", "equals", countries[index % 10] ?? ""],
      ["plan", "in", [plans[index % 5] ?? "", plans[(index + 2) % 5] ?? ""]],
      ["age", "greater_than", 82 - Math.floor(index / 10)],
    ],
  }));
}

export function segmentScenario(ids: number): Scenario {
  // Only every 8th id of a list is among the people measured, so that both answers occur and whole lists are searched.
  const segments: SegmentInput[] = Array.from({ length: 50 }, (_, segment) => ({
    id: `segment-${segment}`,
    match_type: "any",
    rules: [
      {
        key: "user_id",
        operator: "in",
        value: Array.from({ length: ids }, (__, index) =>
          index % 8 === 0 && index < 512
            ? `user-${String(segment + (index >> 3) * 50).padStart(7, "0")}`
            : `other-${segment}-${index}`,
        ),
      },
    ],
  }));
  const flag = (number: number): RuleSketch[] =>
    [0, 1, 2].map((rule) => ({ segment: `segment-${(number * 17 + rule * 7) % 50}` }));
  return {
    name: `5 flags × 3 of 50 segments, ${ids.toLocaleString("en")} ids each`,
    // Parsed from JSON, as stored segments are: texts made of pieces would be put together at their first use.
    ruleset: rulesetOf(
      { f0: flag(0), f1: flag(1), f2: flag(2), f3: flag(3), f4: flag(4) },
      JSON.parse(JSON.stringify(segments)),
    ),
    keys: ["f0", "f1", "f2", "f3", "f4"],
    contexts: people(200),
    goal: GOAL,
  };
}

export function equalityScenario(rules: number): Scenario {
  return {
    name: `${rules.toLocaleString("en")} equality rules on one flag`,
    ruleset: rulesetOf({
      flag: Array.from({ length: rules }, (_, index) => ({ when: [["team", "equals", `team-${index}`]] })),
    }),
    keys: ["flag"],
    contexts: people(200),
    goal: GOAL,
  };
}

export function wholeScenario(): Scenario {
  const keys = Array.from({ length: 500 }, (_, index) => `flag-${index}`);
  // Without the rollout: over 500 flags no two products draw alike.
  const flags = Object.fromEntries(
    keys.map((key, index) => [
      key,
      [...mixedRules(index).slice(0, 9), { when: [["team", "equals", `team-${index}`]] }] satisfies RuleSketch[],
    ]),
  );
  return {
    name: "all of 500 flags × 10 rules",
    ruleset: rulesetOf(flags),
    keys,
    contexts: people(100),
    goal: GOAL,
    isWhole: true,
  };
}

const single = (name: string, rules: RuleSketch[], goal = GOAL): Scenario => ({
  name,
  ruleset: rulesetOf({ flag: rules }),
  keys: ["flag"],
  // Many, because a rollout is compared only where every peer's own draw agrees.
  contexts: people(20_000),
  goal,
});

const groupOfTen = (kind: "any" | "none"): Scenario =>
  single(
    `a rule with a group of ten: ${kind}`,
    kind === "any" ? [{ any: ten }] : [{ when: [["age", "greater_than", 30]], none: ten }],
  );

/** The same for contexts of many shapes. */
const varied = (scenario: Scenario): Scenario => ({
  ...scenario,
  name: `${scenario.name}; contexts of varying shape`,
  contexts: variedPeople(scenario.contexts.length),
});

export const scenarios: readonly (() => Scenario)[] = [
  () => single("one rule", [{ when: [["country", "equals", "US"]] }], GOAL_ONE_RULE),
  () => single("ten mixed rules, the last a 25 % rollout", mixedRules()),
  () => groupOfTen("any"),
  () => groupOfTen("none"),
  () => single("100 rules × 3 conditions", threeConditions()),
  () => varied(single("one rule", [{ when: [["country", "equals", "US"]] }], GOAL_ONE_RULE)),
  () => varied(single("ten mixed rules, the last a 25 % rollout", mixedRules())),
  () => varied(groupOfTen("any")),
  () => varied(groupOfTen("none")),
  () => varied(single("100 rules × 3 conditions", threeConditions())),
  () => varied(segmentScenario(1000)),
  () => segmentScenario(1000),
  () => segmentScenario(100_000),
  wholeScenario,
  () =>
    single("a regex rule", [{ when: [["email", "regex", "^[a-z]+\\.[0-9]+@(corp|team)\\.example$"]] }], GOAL_PATTERN),
  () => equalityScenario(100),
  () => equalityScenario(1000),
  () => equalityScenario(10_000),
];
