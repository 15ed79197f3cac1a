import { isScalar, scalarText } from "../scalar";
import type { Operator, Prepared } from "./operator";

function prepare(value: unknown): Prepared {
  if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
  const expected = scalarText(value);
  return { test: (scalar) => scalar.text === expected, accepts: [expected] };
}

export const equals = { takes: "scalar", inSegments: true, matchesWhen: "each", prepare } as const satisfies Operator;

export const notEquals = {
  takes: "scalar",
  inSegments: true,
  matchesWhen: "none",
  prepare,
} as const satisfies Operator;
