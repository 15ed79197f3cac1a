import { isOneOf } from "./equality";
import type { Operator } from "./operator";
import { isSearchable, searchFor, textsOf } from "./search";

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
