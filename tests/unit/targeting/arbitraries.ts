import fc from "fast-check";
import {
  type ConditionInput,
  type ElementInput,
  type FlagInput,
  groupKinds,
  groupOf,
  type JsonValue,
  type OperatorId,
  operatorIds,
  operatorOptions,
  operatorValueKind,
  type RequirementInput,
  type RuleInput,
  type RulesetInput,
  type SegmentInput,
  segmentOperatorIds,
} from "@/lib/targeting";
import { flagOf } from "./builders";

// Small pools, so that conditions and contexts meet often; hostile names and texts among them.
export const attributeNames = [
  "plan",
  "country",
  "user_id",
  "company.plan",
  "company",
  "__proto__",
  "constructor",
  "toString",
  "a.__proto__",
  "",
  ".",
];
const texts = [
  "pro",
  "US",
  "CA",
  "",
  " ",
  "0",
  "1",
  "10",
  "9",
  "-1.5",
  "true",
  "false",
  "2025-01-01",
  "2025-06-30",
  "__proto__",
  "constructor",
  "😀",
  "\ud83d",
  "US,CA",
  "pro plan",
  "null",
  "undefined",
  "NaN",
  "line\nbreak",
  "PRO",
  "Us",
  "éÉ",
  "ΑΣ",
  "ας",
  "ασ",
  "ΑΣΑ",
  "İ",
  "i\u0307",
  "ß",
  "SS",
  '["pro"]',
  "1735689600000",
  "2025-01-01T00:00:00Z",
  "2025-01-01 01:00:00,5+01",
  "20250630T120000Z",
  "1.10",
  "v1.9.0",
  "1.9",
  "1.10.0-rc.2",
  "1.10.0-rc.10+b",
  "2.0.0.1",
  // Longer than what is searched.
  "pro".repeat(6_000),
];
const patterns = [
  "^pro",
  "pro$",
  "^pro$",
  "o",
  "^(US|CA)$",
  "US|^pro",
  "^.$",
  "\\d+",
  "(?i)PRO",
  "",
  "^$",
  "[^a]",
  "n\\nb",
  "x*",
  "pro plan|1",
  "\\x{1F600}",
  "(?:)",
];

export const scalarArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 1, 1.5, 9, 10, 100, -1.5, 1e-7, 1735689600000, 2 ** 53 - 1) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);

/** Numbers that are not known exactly: no scalars. */
const inexactArbitrary = fc.constantFrom(2 ** 53, 1e21, -(2 ** 60), Number.POSITIVE_INFINITY);

const listArbitrary = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: scalarArbitrary },
    inexactArbitrary,
    fc.constant(null),
    fc.constant({ pro: "pro" }),
    fc.constant(["pro"]),
  ),
  { maxLength: 4 },
);

export const leafArbitrary = fc.oneof(
  { weight: 6, arbitrary: scalarArbitrary },
  { weight: 2, arbitrary: listArbitrary },
  { weight: 1, arbitrary: inexactArbitrary },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 5001 }, () => "pro")) },
  fc.constant(null),
);

/** An object that owns its keys, "__proto__" among them, as JSON.parse makes it. */
const objectOf = (keys: readonly string[], values: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.array(fc.tuple(fc.constantFrom(...keys), values), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));

export const contextArbitrary: fc.Arbitrary<object> = objectOf(
  [...attributeNames, "a"],
  fc.oneof({ weight: 5, arbitrary: leafArbitrary }, objectOf(["plan", "__proto__", "x", ""], leafArbitrary)),
);

const valueArbitraries = {
  scalar: scalarArbitrary,
  comparable: fc.constantFrom(
    ...[0, 1, 9.5, "10", "-1.5", "2025-01-01", "2025-06-30", "2024-02-29", "2025-01-01T00:00:00+00"],
    ...["1.9.0", "v1.10.0-rc.2", "1.10.0"],
  ),
  pattern: fc.constantFrom(...patterns),
  none: fc.constant(null),
  list: fc.oneof(
    fc.array(scalarArbitrary, { maxLength: 5 }),
    fc.array(fc.constantFrom(...texts), { maxLength: 4 }).map((list) => list.join(" , ")),
    fc.array(scalarArbitrary, { maxLength: 4 }).map((list) => JSON.stringify(list)),
  ),
};

const versionArbitrary = fc.constantFrom("1.9", "1.10.0", "v1.10.0-rc.2", "2", 1.5, "1.10.0-rc.10");
const dateArbitrary = fc.constantFrom("2025-01-01", "20250630T120000Z", 1735689600000, "2025-01-01 01:00:00,5+01");

/** What each comparison kind can compare with. */
const valuesAs = { number: fc.constantFrom(0, "9.5", 1735689600000), date: dateArbitrary, version: versionArbitrary };

/** A value that fits an operator, or several where any will do, compared in any manner that it knows. */
export function askedArbitrary(operator: OperatorId): fc.Arbitrary<ConditionInput> {
  const { takesSeveral, canNegate, ignoresCase, comparesAs } = operatorOptions(operator);
  const kind = operatorValueKind(operator);
  const one: fc.Arbitrary<unknown> = valueArbitraries[kind];
  const value = takesSeveral
    ? fc.oneof({ weight: 3, arbitrary: one }, fc.array(one, { minLength: 1, maxLength: 3 }))
    : one;
  const often = <T>(option: fc.Arbitrary<T>) => fc.option(option, { nil: undefined, freq: 1 });
  const plain = fc.record({
    operator: fc.constant(operator),
    value,
    negate: canNegate ? fc.constantFrom(undefined, undefined, true, false) : fc.constant(undefined),
    ignore_case: ignoresCase ? fc.constantFrom(undefined, undefined, true, false) : fc.constant(undefined),
  });
  const [first, ...others] = comparesAs;
  if (first === undefined) return plain;
  const compared = fc.constantFrom(first, ...others).chain((as) =>
    fc.record({
      operator: fc.constant(operator),
      value: kind === "list" ? fc.array(valuesAs[as], { minLength: 1, maxLength: 3 }) : valuesAs[as],
      negate: often(fc.boolean()),
      as: fc.constant(as),
    }),
  );
  return fc.oneof({ weight: 3, arbitrary: plain }, compared);
}

const operandArbitrary = (ids: readonly OperatorId[]) =>
  // The operators that evaluation indexes come up more often, so that indexes are built.
  fc.constantFrom(...ids, "equals" as const, "equals" as const, "in" as const).chain(askedArbitrary);

const nameArbitrary = fc.constantFrom(...attributeNames, "plan", "plan", "country");

export const conditionArbitrary = fc
  .tuple(nameArbitrary, operandArbitrary(operatorIds))
  .map(([attribute, operand]) => ({ attribute, ...operand }));

const segmentIds = ["s1", "s2", "s3"];

/** A condition, or groups of them and references to some of the segments, up to three deep. */
export function elementArbitrary<C>(
  condition: fc.Arbitrary<C>,
  references: readonly string[],
  depth = 0,
): fc.Arbitrary<ElementInput<C>> {
  const inside = (): fc.Arbitrary<ElementInput<C>[]> =>
    fc.array(elementArbitrary(condition, references, depth + 1), { maxLength: 3 });
  const group = fc.constantFrom(...groupKinds).chain((kind) => inside().map((elements) => groupOf(kind, elements)));
  const plain = { weight: 6, arbitrary: condition as fc.Arbitrary<ElementInput<C>> };
  const reference = fc.constantFrom(...references, "gone").map((segment) => ({ segment }));
  return depth < 3 ? fc.oneof(plain, group, reference) : fc.oneof(plain, reference);
}

const segmentsArbitrary: fc.Arbitrary<SegmentInput[]> = fc
  .array(
    fc.record({
      match_type: fc.constantFrom("all", "any"),
      rules: fc.array(
        elementArbitrary(
          fc.tuple(nameArbitrary, operandArbitrary(segmentOperatorIds)).map(([key, operand]) => ({ key, ...operand })),
          segmentIds,
        ),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  )
  // Each refers to those after it, so that none leads in a circle, and any may come first.
  .map((segments) => segments.map((segment, at) => ({ id: segmentIds[at] ?? "", ...outOfCircle(segment, at) })))
  .chain((segments) => fc.shuffledSubarray(segments));

/** Without references to itself and to those before it. */
const outOfCircle = <S extends Pick<SegmentInput, "rules">>(segment: S, at: number): S =>
  JSON.parse(JSON.stringify(segment), (key, value) =>
    key === "segment" && segmentIds.indexOf(value) <= at ? "gone" : value,
  );

const percentageArbitrary = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 50, 99, 100) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 }) },
);

/** Weights of a third of what is left at most, so that any number of them fits. */
const splitArbitrary = fc
  .array(fc.integer({ min: 1, max: 33_333 }), { minLength: 1, maxLength: 3 })
  .map((weights) => weights.map((weight, at) => ({ value: `arm ${at}`, weight: weight / 1000 })));

const ruleArbitrary = fc.record({
  flag_id: fc.constantFrom("f0", "f0", "f0", "f1", "f1", "f2", "gone"),
  conditions: fc.array(elementArbitrary(conditionArbitrary, segmentIds), { maxLength: 3 }),
  enabled: fc.constantFrom(true, true, true, true, false),
  percentage: percentageArbitrary,
  split: fc.option(splitArbitrary, { nil: undefined, freq: 1 }),
  segment_id: fc.option(fc.constantFrom(...segmentIds), { freq: 4 }),
  bucket_by: fc.constantFrom("user_id", "user_id", "company.plan", "__proto__"),
  salt: fc.constantFrom("salt", "s", "", "sält", "f6a7b8c9-0d1e-4f2a-9b3c-4d5e6f7a8b9c"),
});

/** Names of what rules and defaults below give, and of what they do not. */
const variantsArbitrary = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("A", "B", "C", "on"),
    value: fc.constantFrom<JsonValue>("default", "v0", "v1", "v2", null, { v: 0 }),
  }),
  { selector: ({ name }) => name },
);

/** What is required of a flag: now and then what it gives. */
const wantedArbitrary = fc.oneof(
  fc.record({ value: fc.constantFrom<JsonValue>("default", "v0", "v1", null, { v: 0 }) }),
  fc.record({ variant: fc.constantFrom("A", "B", "C", "on") }),
);

const flagsArbitrary: fc.Arbitrary<FlagInput[]> = fc
  .tuple(
    fc.constantFrom("flag", "__proto__", "constructor"),
    fc.constantFrom(true, true, true, false),
    fc.constantFrom("active", "active", "active", "archived"),
    fc.constantFrom(undefined, "default_value", "code_default"),
    fc.option(variantsArbitrary, { nil: undefined }),
    fc.array(fc.tuple(fc.constantFrom(1, 1, 2, 3), wantedArbitrary), { maxLength: 2 }),
    fc.array(fc.tuple(fc.constantFrom(2, 3), wantedArbitrary), { maxLength: 2 }),
    fc.constantFrom(true, false),
  )
  .chain(([key, enabled, status, when_disabled, variants, ofFirst, ofSecond, isOn]) => {
    const keys = [key, "toString", "third", "gone"];
    const needs = (list: readonly (readonly [number, object])[]) =>
      list.length === 0 ? undefined : list.map(([at, wanted]) => ({ flag: keys[at], ...wanted }) as RequirementInput);
    const third = { id: "f2", key: "third", enabled: isOn, default_value: { value: "v0" }, variants };
    // Each requires those after it, so that none leads in a circle, and any may come first.
    return fc.shuffledSubarray(
      [
        flagOf({
          ...{ id: "f0", key, enabled, status, when_disabled, variants },
          ...withDefault,
          requires: needs(ofFirst),
        }),
        flagOf({ id: "f1", key: "toString", default_value: { value: null }, variants, requires: needs(ofSecond) }),
        flagOf(third),
      ],
      { minLength: 3 },
    );
  });

const withDefault = { default_value: { value: "default" } };

type RuleSketch = typeof ruleArbitrary extends fc.Arbitrary<infer Rule> ? Rule : never;

const inAnyOrder = (sketches: fc.Arbitrary<RuleSketch[]>): fc.Arbitrary<RuleInput[]> =>
  sketches.chain((rules) =>
    fc
      .shuffledSubarray([...rules.keys()], { minLength: rules.length })
      .map((places) =>
        rules.map((rule, at) => ({ ...rule, id: `r${at}`, position: (places[at] ?? 0) * 3, value: `v${at}` })),
      ),
  );

/** Sound rulesets of two flags; rules arrive in any order, and some belong to a flag that is not there. */
export const rulesetArbitrary: fc.Arbitrary<RulesetInput> = fc.record({
  flags: flagsArbitrary,
  rules: inAnyOrder(fc.array(ruleArbitrary, { maxLength: 24 })),
  segments: segmentsArbitrary,
});

/** Long lists on one flag, in which no rule without conditions ends the list early: those that evaluation indexes. */
export const longRulesetArbitrary: fc.Arbitrary<RulesetInput> = fc.record({
  flags: fc.constant([flagOf({ id: "f0", default_value: { value: "default" } })]),
  rules: inAnyOrder(
    fc.array(
      fc
        .tuple(
          ruleArbitrary,
          fc.array(elementArbitrary(conditionArbitrary, segmentIds), { minLength: 1, maxLength: 3 }),
        )
        .map(([rule, conditions]) => ({ ...rule, flag_id: "f0", conditions })),
      { minLength: 28, maxLength: 80 },
    ),
  ),
  segments: segmentsArbitrary,
});
