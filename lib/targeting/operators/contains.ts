import { equalityForm, formOfText, isOneOf } from "./equality";
import type { Manner, Operator, Prepared } from "./operator";
import { isSearchable, searchFor, textsOf } from "./texts";

/** On a scalar: a substring. On a list: an element that equals the value, as `roles` contains `admin`. */
function prepare(value: unknown, { ignoreCase }: Manner): Prepared {
  const texts = textsOf(value);
  if ("fault" in texts) return texts;
  const form = equalityForm({ ignoreCase, as: null });
  const elements = new Set(texts.map((text) => formOfText[form](text) ?? text));
  const isWanted = isOneOf(elements, form);
  return {
    ...searchFor(texts, ignoreCase, (text, part) => text.includes(part)),
    element: { test: (element) => isSearchable(element) && isWanted.test(element), judges: isSearchable },
  };
}

export const contains = {
  takes: "scalar",
  takesSeveral: true,
  inSegments: true,
  matchesWhen: "each",
  ignoresCase: true,
  prepare,
} as const satisfies Operator;

export const notContains = { ...contains, matchesWhen: "none" } as const satisfies Operator;
