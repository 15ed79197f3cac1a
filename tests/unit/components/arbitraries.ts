import fc from "fast-check";
import type { ConditionValue, RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import { isKept } from "@/lib/contract/exact-json";
import type { FlagType } from "@/lib/contract/flag-value";
import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { Split } from "@/lib/contract/split";
import { operatorIds, segmentOperatorIds } from "@/lib/targeting";
import { type ElementInput, groupKinds, groupOf } from "@/lib/targeting/element";

const text = fc.oneof(fc.string(), fc.constantFrom("", " ", "true", "1", "1.0", "007", "2025-03-10", "a, b", "é,ü"));
// JSON has no −0: a stored number never is one, nor one that JSON's readers round.
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .filter(isKept)
  .map((value) => value + 0 || 0);
const scalar = fc.oneof(text, number, fc.boolean());

/** Any value that the wire can hold, whatever the operator beside it. */
export const anyValue: fc.Arbitrary<ConditionValue> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 8 }),
  fc.constant(null),
);

export const anyRuleCondition: fc.Arbitrary<RuleCondition> = fc.record({
  attribute: fc.string(),
  operator: fc.constantFrom(...operatorIds),
  value: anyValue,
});

const anySegmentCondition: fc.Arbitrary<SegmentCondition> = fc.record({
  key: fc.string(),
  operator: fc.constantFrom(...segmentOperatorIds),
  value: anyValue,
});

/** A condition, or groups of them and references to segments. */
export const anyElement = <C>(condition: fc.Arbitrary<C>, depth = 0): fc.Arbitrary<ElementInput<C>> => {
  const plain: fc.Arbitrary<ElementInput<C>> = condition;
  const reference = fc.uuid().map((segment) => ({ segment }));
  if (depth === 2) return fc.oneof({ weight: 3, arbitrary: plain }, reference);
  const group = fc
    .tuple(fc.constantFrom(...groupKinds), fc.array(anyElement(condition, depth + 1), { minLength: 1, maxLength: 3 }))
    .map(([kind, elements]) => groupOf(kind, elements));
  return fc.oneof({ weight: 3, arbitrary: plain }, reference, group);
};

const anyJson = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
  .filter(holdsKeptNumbers);

/** No other number can be stored. */
function holdsKeptNumbers(value: JsonValue | undefined): boolean {
  if (typeof value === "number") return isKept(value);
  return typeof value !== "object" || value === null || Object.values(value).every(holdsKeptNumbers);
}

const servedBy: Record<FlagType, fc.Arbitrary<JsonValue>> = {
  boolean: fc.boolean(),
  string: fc.string(),
  number,
  json: anyJson,
};

/** A flag type and a rule whose value fits it. */
export const anyRuleOfType: fc.Arbitrary<{ flagType: FlagType; rule: Rule }> = fc
  .constantFrom<FlagType>("boolean", "string", "number", "json")
  .chain((flagType) => fc.record({ flagType: fc.constant(flagType), rule: ruleServing(servedBy[flagType]) }));

/** Weights that come to at most 100, whatever their number. */
const splitServing = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<Split> =>
  fc.array(fc.record({ value, weight: fc.integer({ min: 1, max: 5_000 }).map((part) => part / 1000) }), {
    minLength: 1,
    maxLength: 20,
  });

const ruleServing = (value: fc.Arbitrary<JsonValue>): fc.Arbitrary<Rule> =>
  fc.record(
    {
      id: fc.uuid(),
      flag_id: fc.uuid(),
      environment: fc.constant("production"),
      position: fc.nat(),
      name: fc.option(fc.string()),
      conditions: fc.array(anyElement(anyRuleCondition), { maxLength: 5 }) as fc.Arbitrary<Rule["conditions"]>,
      value,
      percentage: fc.option(fc.integer({ min: 0, max: 100 })),
      enabled: fc.boolean(),
      segment_id: fc.option(fc.uuid()),
      bucket_by: fc.string(),
      salt: fc.string(),
      split: splitServing(value),
      created_at: fc.constant("2025-03-10T11:00:00Z"),
      updated_at: fc.constant("2025-03-10T11:00:00Z"),
    },
    {
      requiredKeys: [
        ...(["id", "flag_id", "environment", "position", "name", "conditions", "value", "percentage"] as const),
        ...(["enabled", "segment_id", "bucket_by", "salt", "created_at", "updated_at"] as const),
      ],
    },
  );

export const anySegment: fc.Arbitrary<Segment> = fc.record({
  id: fc.uuid(),
  project_id: fc.uuid(),
  name: fc.string(),
  description: fc.option(fc.string()),
  rules: fc.array(anyElement(anySegmentCondition), { maxLength: 5 }) as fc.Arbitrary<Segment["rules"]>,
  match_type: fc.constantFrom("all", "any"),
  created_at: fc.constant("2025-03-10T11:00:00Z"),
  updated_at: fc.constant("2025-03-10T11:00:00Z"),
});

/** Row ids that count up: another one each time. */
export function rowIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `row-${last}`;
  };
}
