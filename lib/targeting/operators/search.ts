import type { Scalar } from "../context";
import { isScalar, scalarText } from "../values";
import { isOneOf } from "./equality";
import type { Fault, Matcher, MatchOptions, Operator, ScalarTest } from "./operator";

/** A text of more UTF-16 units is not searched: it matches only `exists`, `equals`, `in` and their negations. */
export const MAX_SEARCHED_TEXT = 16_384;

/** On a scalar: a substring. On a list: an element that equals the value, as `roles` contains `admin`. */
export const contains = {
  takes: "scalar",
  takesSeveral: true,
  inSegments: true,
  matchesWhen: "each",
  ignoresCase: true,
  bind(value, options) {
    const texts = textsOf(value);
    if ("fault" in texts) return texts;
    const equal = isOneOf(texts, { ...options, as: null });
    return {
      ...searchFor(texts, options, (text, part) => text.includes(part)),
      element: { test: (element) => isSearchable(element) && equal?.test(element) === true, judges: isSearchable },
    };
  },
} as const satisfies Operator;

export const notContains = { ...contains, matchesWhen: "none" } as const satisfies Operator;

export const startsWith = {
  takes: "scalar",
  takesSeveral: true,
  inSegments: false,
  matchesWhen: "each",
  ignoresCase: true,
  bind(value, options) {
    const texts = textsOf(value);
    return "fault" in texts ? texts : searchFor(texts, options, (text, prefix) => text.startsWith(prefix));
  },
} as const satisfies Operator;

export const endsWith = {
  ...startsWith,
  bind(value, options) {
    const texts = textsOf(value);
    return "fault" in texts ? texts : searchFor(texts, options, (text, suffix) => text.endsWith(suffix));
  },
} as const satisfies Operator;

/** Whether a text is short enough to be searched. */
export const isSearchable: ScalarTest = ({ text }) => text.length <= MAX_SEARCHED_TEXT;

/** Searches a scalar's text for any of a condition's texts; `isFound` says whether one of them is found in it. */
function searchFor(
  texts: readonly string[],
  { ignoreCase }: MatchOptions,
  isFound: (text: string, wanted: string) => boolean,
): Matcher {
  const wanted = ignoreCase ? texts.map((text) => text.toLowerCase()) : texts;
  const textOf = ignoreCase ? ({ lower }: Scalar) => lower : ({ text }: Scalar) => text;
  const test: ScalarTest = (scalar) => {
    if (!isSearchable(scalar)) return false;
    const text = textOf(scalar);
    for (const each of wanted) if (isFound(text, each)) return true;
    return false;
  };
  return { test, judges: isSearchable };
}

/** The texts of a value that is one scalar or a list of them. */
function textsOf(value: unknown): readonly string[] | Fault {
  if (isScalar(value)) return [scalarText(value)];
  return Array.isArray(value) && value.every(isScalar)
    ? value.map(scalarText)
    : { fault: "the value is not a string, number or boolean, nor a list of them" };
}
