import { isScalar, scalarText } from "../scalar";
import { equalityForm, formOfText, isOneOf } from "./equality";
import type { Manner, Operator, Prepared } from "./operator";

function prepare(value: unknown, manner: Manner): Prepared {
  if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
  const form = equalityForm(manner);
  const expected = formOfText[form](scalarText(value));
  if (expected === null) return { fault: "the value is not a version" };
  const tested = isOneOf({ has: (text) => text === expected }, form);
  return form === "text" ? { ...tested, accepts: [expected] } : tested;
}

export const equals = {
  takes: "scalar",
  inSegments: true,
  matchesWhen: "each",
  ignoresCase: true,
  comparesAs: ["version"],
  prepare,
} as const satisfies Operator;

export const notEquals = { ...equals, matchesWhen: "none" } as const satisfies Operator;
