import { isScalar, scalarText } from "../scalar";
import { isOneOf } from "./equality";
import type { Operator } from "./operator";

export const equals = {
  takes: "scalar",
  inSegments: true,
  matchesWhen: "each",
  ignoresCase: true,
  comparesAs: ["version"],
  bind(value, options) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    return isOneOf([scalarText(value)], options) ?? { fault: "the value is not a version" };
  },
} as const satisfies Operator;

export const notEquals = { ...equals, matchesWhen: "none" } as const satisfies Operator;
