import { versionKey } from "../comparable";
import type { Scalar } from "../context";
import { isScalar, scalarText, splitList } from "../values";
import type { BoundOperator, MatchOptions, Operator } from "./operator";

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

/** One invalid item makes the whole list invalid: without that item, `not_in` would match more than was written. */
function textsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  // Long lists nearly always hold only strings and need no copy.
  if (value.every((item) => typeof item === "string")) return value;
  return value.every(isScalar) ? value.map(scalarText) : null;
}

/** Whether a scalar equals one of some texts; null when they are to be versions and one is none. */
export function isOneOf(texts: readonly string[], { ignoreCase, as, lists }: MatchOptions): BoundOperator | null {
  if (as === "version") {
    const keys = texts.map(versionKey);
    if (!keys.every((key) => key !== null)) return null;
    const set = lists.setOf(keys);
    return { test: ({ version }) => version !== null && set.has(version), judges: isVersion };
  }
  if (ignoreCase) {
    const set = lists.setOf(texts.map((text) => text.toLowerCase()));
    return { test: ({ lower }) => set.has(lower) };
  }
  const set = lists.setOf(texts);
  return { test: ({ text }) => set.has(text), texts: set };
}

const isVersion = ({ version }: Scalar): boolean => version !== null;
