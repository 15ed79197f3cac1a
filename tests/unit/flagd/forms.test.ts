import { MemoryStorage } from "@openfeature/flagd-core";
import { expect, test } from "vitest";
import { flagdDefinitions } from "@/lib/flagd/document";
import { flagdText } from "@/lib/flagd/text";
import { compileRuleset, type JsonValue, type RuleInput, type SegmentInput } from "@/lib/targeting";
import { flagOf, rulesetOf } from "../targeting/builders";
import { definitionsOf, textOf } from "./definitions";

const silent = { error() {}, warn() {}, info() {}, debug() {} };

const definitionOf = (rules: Partial<RuleInput>[], segment: SegmentInput["rules"] = []) =>
  JSON.parse(textOf(rulesetOf(rules, [{ id: "s1", match_type: "all", rules: segment }])));

test("a flag reads as flagd's documentation would have it, and refers to its segments", () => {
  const pro = { key: "plan", operator: "equals", value: "pro" };
  const { flags, $evaluators } = definitionOf([{ segment_id: "s1" }, { enabled: false }, { percentage: 25 }], [pro]);
  const user = { if: [{ "!==": [{ var: "user_id" }, null] }, { var: "user_id" }, { var: "targetingKey" }] };
  const isScalar = { "!==": [{ fractional: [{ cat: ["any"] }, [user, 1], [user, 1]] }, null] };
  const isDrawn = { fractional: [{ cat: ["salt-3:", user] }, [true, 25], [false, 75]] };
  expect(flags.flag).toEqual({
    state: "ENABLED",
    variants: { "value-d5619e17": false, "value-34edcf72": true },
    defaultVariant: "value-d5619e17",
    targeting: {
      if: [
        { $ref: "s1" },
        "value-34edcf72",
        { and: [isScalar, { "!==": [user, ""] }, isDrawn] },
        "value-34edcf72",
        null,
      ],
    },
  });
  expect($evaluators).toEqual({ s1: { some: [{ merge: [{ var: "plan" }] }, { in: [{ var: "" }, ["pro"]] }] } });
});

test("a group that holds nothing is fulfilled by nobody, also inside another", () => {
  const { flags } = definitionOf([{ conditions: [{ none: [{ all: [] }] }] }]);
  expect(flags.flag.targeting.if[0]).toBe(true);
});

const leftOut = (condition: object, more: Partial<RuleInput> = {}) => {
  const attribute = { attribute: "plan", ...condition };
  const rules = [{}, { conditions: [attribute as never], ...more }].map((rule, at) => ({ position: -at, ...rule }));
  return definitionsOf(rulesetOf(rules)).leftOut.get("flag")?.why;
};

test.each([
  [{ operator: "regex", value: "^a" }, "uses a pattern"],
  [{ operator: "equals", value: "a", ignore_case: true }, "ignores the case of letters"],
  [{ operator: "less_than", value: 3 }, "compares numbers, dates or versions"],
  [{ operator: "in", value: ["1.2.3"], as: "version" }, "compares numbers, dates or versions"],
  [{ operator: "contains", value: "1" }, 'looks for "1", which numbers may hold, too'],
  [{ operator: "starts_with", value: "[ob" }, 'looks for "[ob", which flagd finds in objects, too'],
  [{ attribute: "a.b", operator: "exists" }, 'reads "a.b": flagd takes a name with . / or \\ for a path only'],
  [{ attribute: "constructor", operator: "exists" }, 'reads "constructor", which JavaScript finds in every context'],
  [{ attribute: "$flagd", operator: "exists" }, 'reads "$flagd", which flagd keeps for itself'],
])("a flag with the condition %j is left out: it %s", (condition, why) => {
  expect(leftOut(condition)).toBe(`rule 1 ${why}`);
});

test("a flag is left out for more rules than clients can nest, and evaluated for as many as they can", () => {
  const ruleset = (count: number) =>
    rulesetOf(
      Array.from({ length: count }, (_, at) => ({
        conditions: [{ attribute: "plan", operator: "equals", value: `plan ${at}` }],
      })),
    );
  expect(definitionsOf(ruleset(501)).leftOut.get("flag")?.why).toBe("has more than 500 rules");
  const storage = new MemoryStorage(silent);
  storage.setConfigurations(textOf(ruleset(500)));
  expect(storage.getFlag("flag")?.evaluate({ plan: "plan 499" }, silent).value).toBe(true);
});

test("segments that multiply through each other are left out before they are written", () => {
  const segments = Array.from({ length: 9 }, (_, at) => ({
    id: `s${at}`,
    match_type: "any",
    rules: Array.from({ length: 20 }, () => ({ segment: `s${at + 1}` })),
  }));
  const last = { id: "s9", match_type: "all", rules: [{ key: "plan", operator: "exists" }] };
  const { leftOut } = definitionsOf(rulesetOf([{ segment_id: "s0" }], [...segments, last]));
  expect(leftOut.get("flag")?.why).toBe("rule 1 links to a segment that refers to too many others");
});

test("a segment whose letters clients would replace stands in the rule", () => {
  const { flags, $evaluators } = definitionOf([{ segment_id: "s1" }], [{ key: "a", operator: "equals", value: "$&" }]);
  expect(JSON.stringify(flags.flag.targeting)).toContain('"$&"');
  expect($evaluators).toBeUndefined();
});

test("a flag is left out for what it serves", () => {
  const why = (value: JsonValue, other: JsonValue = value) =>
    definitionsOf({ ...rulesetOf([{ value }]), flags: [flagOf({ default_value: { value: other } })] }).leftOut.get(
      "flag",
    )?.why;
  expect(why(null)).toBe("serves null");
  expect(why("a", ["a"])).toBe("serves a list");
  expect(why("a", 1)).toBe("rule 1 serves texts as well as numbers");
  expect(why({ $ref: "s1" })).toBe('serves a value that holds "$ref"');
});

test("a flag of many rules holds nobody up: each rule is a step of translating it, and of writing it", () => {
  const rules = Array.from({ length: 300 }, (_, at) => ({
    ...{ id: `r${at}`, value: at % 2 === 0 },
    conditions: [{ attribute: "user_id", operator: "in", value: [`user-${at}`] }],
  }));
  const ruleset = rulesetOf(rules);
  const translating = [...flagdDefinitions(compileRuleset(ruleset))];
  const writing = [...flagdText(definitionsOf(ruleset), {})];
  expect([translating.length > rules.length, writing.length > rules.length]).toEqual([true, true]);
  const { flags } = definitionsOf(ruleset);
  expect(JSON.parse(textOf(ruleset)).flags).toEqual(JSON.parse(JSON.stringify(Object.fromEntries(flags))));
});
