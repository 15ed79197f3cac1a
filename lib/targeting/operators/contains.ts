import { isScalar, scalarText } from "../scalar";
import type { Operator, Prepared } from "./operator";

/** On a scalar: a substring. On a list: an element that equals the value, as `roles` contains `admin`. */
function prepare(value: unknown): Prepared {
  if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
  const part = scalarText(value);
  return { test: ({ text }) => text.includes(part), elementTest: ({ text }) => text === part };
}

export const contains = { takes: "scalar", inSegments: true, matchesWhen: "each", prepare } as const satisfies Operator;

export const notContains = {
  takes: "scalar",
  inSegments: true,
  matchesWhen: "none",
  prepare,
} as const satisfies Operator;
