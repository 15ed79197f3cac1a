import { isScalar, scalarText } from "../scalar";
import type { Operator } from "./operator";

/**
 * Whether a text has these characters from a place on. `startsWith` and `endsWith` of the language cost several times
 * this, since most texts differ within the first characters.
 */
function standsAt(characters: readonly number[], text: string, offset: number): boolean {
  for (let at = 0; at < characters.length; at += 1) {
    if (text.charCodeAt(offset + at) !== characters[at]) return false;
  }
  return true;
}

function charactersOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

export const startsWith = {
  takes: "scalar",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    const prefix = charactersOf(scalarText(value));
    return { test: ({ text }) => text.length >= prefix.length && standsAt(prefix, text, 0) };
  },
} as const satisfies Operator;

export const endsWith = {
  takes: "scalar",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (!isScalar(value)) return { fault: "the value is not a string, number or boolean" };
    const suffix = charactersOf(scalarText(value));
    return {
      test: ({ text }) => text.length >= suffix.length && standsAt(suffix, text, text.length - suffix.length),
    };
  },
} as const satisfies Operator;
