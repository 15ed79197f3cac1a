import { type Bound, boundOf, type ComparisonKind, comparisonKinds } from "../comparable";
import type { BoundOperator, Fault, Operator, ScalarTest } from "./operator";

const FAULTS = {
  number: "the value is not a finite number",
  date: "the value is not a date",
  version: "the value is not a version",
  any: "the value is neither a finite number nor a date nor a version of three or more parts",
} as const;

/** A scalar outside the bound's domain is NaN or null there: neither above nor below. */
const isOfDomain: Readonly<Record<Bound["domain"], ScalarTest>> = {
  number: ({ number }) => !Number.isNaN(number),
  instant: ({ instant }) => !Number.isNaN(instant),
  version: ({ version }) => version !== null,
};

function compareWith(
  value: unknown,
  as: ComparisonKind | null,
  testOf: (bound: Bound) => ScalarTest,
): BoundOperator | Fault {
  const bound = boundOf(value, as);
  if (bound === null) return { fault: FAULTS[as ?? "any"] };
  return { bound, test: testOf(bound), judges: isOfDomain[bound.domain] };
}

function isAbove({ domain, at }: Bound): ScalarTest {
  if (domain === "version") return ({ version }) => version !== null && version > at;
  return domain === "number" ? ({ number }) => number > at : ({ instant }) => instant > at;
}

function isBelow({ domain, at }: Bound): ScalarTest {
  if (domain === "version") return ({ version }) => version !== null && version < at;
  return domain === "number" ? ({ number }) => number < at : ({ instant }) => instant < at;
}

export const greaterThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  comparesAs: comparisonKinds,
  bind: (value, { as }) => compareWith(value, as, isAbove),
} as const satisfies Operator;

export const lessThan = {
  ...greaterThan,
  bind: (value, { as }) => compareWith(value, as, isBelow),
} as const satisfies Operator;
