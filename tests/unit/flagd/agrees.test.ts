import { FlagdCore, MemoryStorage } from "@openfeature/flagd-core";
import type { EvaluationContext, EvaluationContextValue } from "@openfeature/server-sdk";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compileRuleset,
  evaluate,
  type OperatorId,
  operatorOptions,
  operatorValueKind,
  type RuleInput,
  type RulesetInput,
  segmentOperatorIds,
} from "@/lib/targeting";
import { elementArbitrary } from "../targeting/arbitraries";
import { flagOf, rulesetOf } from "../targeting/builders";
import { definitionsOf, textOf } from "./definitions";

/** `RUNS=5000 npx vitest run --project unit tests/unit/flagd/agrees.test.ts` looks longer. */
const RUNS = { numRuns: Number(process.env.RUNS ?? 250) };

const silent = { error() {}, warn() {}, info() {}, debug() {} };
const UNSERVED = "the application's own default";

interface Client {
  isLeftOut: boolean;
  /** What an application gets from flagd's client, and what the engine gives. */
  answers(context: EvaluationContext, key?: string): { got: unknown; expected: unknown };
}

/** flagd's own client with a ruleset. It refuses what is not valid by flagd's schema. */
function flagdClient(input: RulesetInput): Client {
  const ruleset = compileRuleset(input);
  const storage = new MemoryStorage(silent);
  storage.setConfigurations(textOf(input), true);
  const client = new FlagdCore(storage, silent);
  return {
    isLeftOut: definitionsOf(input).leftOut.size > 0,
    answers(context, key = "flag") {
      // As OFREP makes a context of OpenFeature's.
      const expected = evaluate(ruleset, key, { ...context, user_id: context.user_id ?? context.targetingKey });
      const flag = client.getFlag(key);
      const got = flag?.state === "DISABLED" ? UNSERVED : flag?.evaluate(context, silent).value;
      return { got, expected: expected?.isCodeDefault ? UNSERVED : expected?.value };
    },
  };
}

/** Of conditions and of contexts, so that they meet: texts that look like others, or that clients make of others. */
const texts = [
  ...["pro", "US", "CA", "", " ", "o", "pr", "PRO", "pro plan", "US,CA", "null", "nul", "ll", "NaN", "$&"],
  ...["0", "1", "10", "1.0", "-1.5", "1e-7", "true", "false", "ru", "se", "[object Object]", "[obj", "ct]"],
];
const scalars = [...texts, 0, -0, 1, 9, 10, 1.5, -1.5, 1e-7, 2 ** 53 - 1, true, false];
const structures: EvaluationContextValue[] = [{}, { pro: "pro" }, { toString: "pro" }, { length: 1, valueOf: 1 }];
const values: (EvaluationContextValue | null)[] = [
  ...[...scalars, ...structures, null],
  ...scalars.map((scalar) => [scalar]),
  ...[[], [null], [{}], [{ pro: "pro" }], [[]], [["pro"]], [2 ** 60], ["x", "pro"], ["x", 1], [null, true, {}, "ll"]],
];
const scalar = fc.constantFrom(...scalars, "é");
const value = fc.constantFrom(...values);

/** What flagd can be asked, and little else, so that most flags can be had. */
const operators: readonly OperatorId[] = [
  ...(["equals", "not_equals", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with"] as const),
  ...(["is_true", "is_false", "exists", "not_exists"] as const),
];

function operand(operator: OperatorId) {
  const { takesSeveral, canNegate } = operatorOptions(operator);
  const kind = operatorValueKind(operator);
  const list = fc.array(scalar, { minLength: 1, maxLength: 3 });
  const asked =
    kind === "none" ? fc.constant(null) : kind === "list" ? list : takesSeveral ? fc.oneof(scalar, list) : scalar;
  return fc.record({
    operator: fc.constant(operator),
    value: asked,
    negate: canNegate ? fc.constantFrom(undefined, true) : fc.constant(undefined),
  });
}

const name = fc.constantFrom("plan", "plan", "user_id");
const condition = fc.tuple(name, fc.constantFrom(...operators).chain(operand)).map(([attribute, asked]) => ({
  attribute,
  ...asked,
}));
const segmentCondition = fc
  .tuple(
    name,
    fc.constantFrom(...operators.filter((id) => segmentOperatorIds.some((one) => one === id))).chain(operand),
  )
  .map(([key, asked]) => ({ key, ...asked }));

test("a condition that flagd's client gets decides as the engine does, whatever the attribute is", () => {
  let given = 0;
  fc.assert(
    fc.property(condition, (asked) => {
      const client = flagdClient(rulesetOf([{ conditions: [asked] }]));
      if (client.isLeftOut) return;
      given += 1;
      for (const each of [...values, "é", ["x", "é"]]) {
        const { got, expected } = client.answers({ targetingKey: "pro", [asked.attribute]: each } as EvaluationContext);
        expect(got, JSON.stringify(each)).toBe(expected);
      }
    }),
    RUNS,
  );
  // Otherwise little would have been compared.
  expect(given).toBeGreaterThan(100);
});

const split = fc
  .array(fc.integer({ min: 1, max: 33_333 }), { minLength: 1, maxLength: 3 })
  .map((weights) => weights.map((weight, at) => ({ value: `arm ${at}`, weight: weight / 1000 })));

const rule: fc.Arbitrary<Partial<RuleInput>> = fc.record({
  conditions: fc.array(elementArbitrary(condition, ["s1", "s2"]), { maxLength: 2 }),
  enabled: fc.constantFrom(true, true, true, false),
  percentage: fc.constantFrom(null, null, 0, 1, 33, 50, 99, 100),
  split: fc.option(split, { nil: undefined, freq: 2 }),
  segment_id: fc.constantFrom(null, null, "s1", "gone"),
  bucket_by: name,
  salt: fc.constantFrom("salt", "", "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c"),
});
const rules = fc
  .array(rule, { maxLength: 4 })
  .map((all) => all.map((each, at) => ({ ...each, value: `value ${at % 2}` })));

const flag = fc.record({
  enabled: fc.constantFrom(true, true, true, false),
  when_disabled: fc.constantFrom(undefined, "code_default"),
  status: fc.constantFrom("active", "active", "archived"),
  requires: fc.constantFrom(undefined, undefined, [{ flag: "flag", value: "default" }]),
  variants: fc.constantFrom(undefined, [
    { name: "__proto__", value: "default" },
    { name: "1", value: "value 1" },
  ]),
});

const segments = fc.record({
  match_type: fc.constantFrom("all", "any"),
  first: fc.array(elementArbitrary(segmentCondition, ["s2"]), { maxLength: 2 }),
  second: fc.array(segmentCondition, { maxLength: 2 }),
});

const rulesets: fc.Arbitrary<RulesetInput> = fc.tuple(flag, rules, segments).map(([one, list, used]) => ({
  ...rulesetOf(list, [
    { id: "s1", match_type: used.match_type, rules: used.first },
    { id: "s2", match_type: "any", rules: used.second },
  ]),
  flags: [flagOf({ default_value: { value: "default" }, ...one })],
}));

/** Ids are ASCII: see decision 0032. */
const id = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.string({ maxLength: 8 }), value);
const contexts = fc.record(
  { plan: fc.oneof(value, id), user_id: id, targetingKey: fc.string({ maxLength: 8 }) },
  { requiredKeys: [] },
);

test("flagd's client gives what the engine gives, for every flag that it gets", () => {
  let given = 0;
  fc.assert(
    fc.property(rulesets, fc.array(contexts, { minLength: 12, maxLength: 12 }), (ruleset, people) => {
      const client = flagdClient(ruleset);
      if (client.isLeftOut) return;
      given += 1;
      for (const context of people) {
        const { got, expected } = client.answers(context as EvaluationContext);
        expect(got).toBe(expected);
      }
    }),
    RUNS,
  );
  expect(given).toBeGreaterThan(60);
});
