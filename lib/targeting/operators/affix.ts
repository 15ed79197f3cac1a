import type { Operator } from "./operator";
import { searchFor, textsOf } from "./search";

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
