import { isScalar, scalarText } from "../scalar";
import type { Operator } from "./operator";

export const startsWith = {
  takes: "scalar",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    const prefix = scalarText(value);
    return { test: (scalar) => scalar.text.startsWith(prefix) };
  },
} as const satisfies Operator;

export const endsWith = {
  takes: "scalar",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    const suffix = scalarText(value);
    return { test: (scalar) => scalar.text.endsWith(suffix) };
  },
} as const satisfies Operator;
