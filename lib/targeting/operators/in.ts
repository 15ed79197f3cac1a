import { isScalar, scalarText } from "../scalar";
import { splitList } from "../written-list";
import { isOneOf } from "./equality";
import type { Operator } from "./operator";

export const isIn = {
  takes: "list",
  inSegments: true,
  matchesWhen: "each",
  ignoresCase: true,
  comparesAs: ["version"],
  bind(value, options) {
    const texts = typeof value === "string" ? splitList(value) : textsOf(value);
    if (texts === null) return { fault: "the value is not a list of strings, numbers or booleans" };
    return isOneOf(texts, options) ?? { fault: "the list has an item that is not a version" };
  },
} as const satisfies Operator;

export const isNotIn = { ...isIn, matchesWhen: "none" } as const satisfies Operator;

/** One odd item spoils the list: without it, `not_in` would match more than was written. */
function textsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  // Long lists are nearly always of strings, and then need no copy.
  if (value.every((item) => typeof item === "string")) return value;
  return value.every(isScalar) ? value.map(scalarText) : null;
}
