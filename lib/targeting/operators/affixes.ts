import { isScalar, scalarText } from "../scalar";
import type { Operator } from "./operator";

/** `startsWith` and `endsWith` of the language cost several times this: most texts differ in the first character. */
function standsAt(part: string, text: string, offset: number): boolean {
  for (let at = 0; at < part.length; at += 1) {
    if (text.charCodeAt(offset + at) !== part.charCodeAt(at)) return false;
  }
  return true;
}

export const startsWith = {
  takes: "scalar",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    const prefix = scalarText(value);
    return { test: ({ text }) => text.length >= prefix.length && standsAt(prefix, text, 0) };
  },
} as const satisfies Operator;

export const endsWith = {
  takes: "scalar",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    const suffix = scalarText(value);
    return { test: ({ text }) => text.length >= suffix.length && standsAt(suffix, text, text.length - suffix.length) };
  },
} as const satisfies Operator;
