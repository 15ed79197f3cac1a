import { type Bound, boundOf, comparisonKinds } from "../comparable";
import type { Scalar } from "../scalar";
import type { Manner, Operator, Prepared, Tested } from "./operator";

const CANNOT = {
  number: { fault: "the value is not a finite number" },
  date: { fault: "the value is not a date" },
  version: { fault: "the value is not a version" },
  any: { fault: "the value is neither a finite number nor a date nor a version of three or more parts" },
} as const;

function prepare(value: unknown, as: Manner["as"], compare: (bound: Bound) => Tested["test"]): Prepared {
  const bound = boundOf(value, as);
  return bound === null ? CANNOT[as ?? "any"] : { bound, test: compare(bound), judges: isOf[bound.domain] };
}

/** Whether a scalar is of a domain: what is not is neither more nor less. */
const isOf: Readonly<Record<Bound["domain"], Tested["test"]>> = {
  number: ({ number }) => !Number.isNaN(number),
  instant: ({ instant }) => !Number.isNaN(instant),
  version: ({ version }) => version !== null,
};

// A side that is not of the bound's domain is NaN, and no comparison with NaN holds.
function isAbove(bound: Bound): (scalar: Scalar) => boolean {
  const { domain, at } = bound;
  if (domain === "version") return ({ version }) => version !== null && version > at;
  return domain === "number" ? ({ number }) => number > at : ({ instant }) => instant > at;
}

function isBelow(bound: Bound): (scalar: Scalar) => boolean {
  const { domain, at } = bound;
  if (domain === "version") return ({ version }) => version !== null && version < at;
  return domain === "number" ? ({ number }) => number < at : ({ instant }) => instant < at;
}

export const greaterThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  comparesAs: comparisonKinds,
  prepare: (value, { as }) => prepare(value, as, isAbove),
} as const satisfies Operator;

export const lessThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  comparesAs: comparisonKinds,
  prepare: (value, { as }) => prepare(value, as, isBelow),
} as const satisfies Operator;
