import type { Operator } from "./operator";
import { searchFor, textsOf } from "./texts";

export const startsWith = {
  takes: "scalar",
  takesSeveral: true,
  inSegments: false,
  matchesWhen: "each",
  ignoresCase: true,
  prepare(value, { ignoreCase }) {
    const texts = textsOf(value);
    return "fault" in texts ? texts : searchFor(texts, ignoreCase, (text, prefix) => text.startsWith(prefix));
  },
} as const satisfies Operator;

export const endsWith = {
  takes: "scalar",
  takesSeveral: true,
  inSegments: false,
  matchesWhen: "each",
  ignoresCase: true,
  prepare(value, { ignoreCase }) {
    const texts = textsOf(value);
    return "fault" in texts ? texts : searchFor(texts, ignoreCase, (text, suffix) => text.endsWith(suffix));
  },
} as const satisfies Operator;
