import { parseInstant, parseNumber } from "../comparable";
import type { Bound, Operator } from "./operator";

const FAULT = { fault: "the value is neither a finite number nor an ISO 8601 date" };

/** Numbers first; nothing is both. */
function parseBound(value: unknown): Bound | null {
  const number = parseNumber(value);
  if (!Number.isNaN(number)) return { domain: "number", at: number };
  const instant = parseInstant(value);
  return Number.isNaN(instant) ? null : { domain: "instant", at: instant };
}

// A side that is not of the bound's domain is NaN, and no comparison with NaN holds.
export const greaterThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  prepare(value) {
    const bound = parseBound(value);
    if (!bound) return FAULT;
    const { at, domain } = bound;
    if (domain === "instant") return { bound, test: ({ instant }) => instant > at };
    return { bound, test: ({ number }) => number > at };
  },
} as const satisfies Operator;

export const lessThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  prepare(value) {
    const bound = parseBound(value);
    if (!bound) return FAULT;
    const { at, domain } = bound;
    if (domain === "instant") return { bound, test: ({ instant }) => instant < at };
    return { bound, test: ({ number }) => number < at };
  },
} as const satisfies Operator;
