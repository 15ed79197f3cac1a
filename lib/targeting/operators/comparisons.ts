import { parseInstant, parseNumber } from "../comparable";
import type { Operator } from "./operator";

const FAULT = { fault: "the value is neither a finite number nor an ISO 8601 date" };

// A side that is not of the bound's domain is NaN, and no comparison with NaN holds.
export const greaterThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  prepare(value) {
    const number = parseNumber(value);
    if (!Number.isNaN(number)) return { test: (scalar) => scalar.number > number };
    const instant = parseInstant(value);
    return Number.isNaN(instant) ? FAULT : { test: (scalar) => scalar.instant > instant };
  },
} as const satisfies Operator;

export const lessThan = {
  takes: "comparable",
  inSegments: true,
  matchesWhen: "each",
  prepare(value) {
    const number = parseNumber(value);
    if (!Number.isNaN(number)) return { test: (scalar) => scalar.number < number };
    const instant = parseInstant(value);
    return Number.isNaN(instant) ? FAULT : { test: (scalar) => scalar.instant < instant };
  },
} as const satisfies Operator;
