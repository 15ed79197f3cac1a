import type { JsonValue } from "@/lib/targeting/types";

/** A JsonLogic expression. `true` and `false` are expressions, too. */
export type Logic = JsonValue;

/** Thrown where a flag asks what JsonLogic cannot answer as the engine does. The message ends "flag x: rule 3 ...". */
export class Unsayable extends Error {}

export function allOf(parts: readonly Logic[]): Logic {
  if (parts.includes(false)) return false;
  const open = parts.filter((part) => part !== true);
  const [only = true, ...others] = open;
  return others.length === 0 ? only : { and: open };
}

export function anyOf(parts: readonly Logic[]): Logic {
  if (parts.includes(true)) return true;
  const open = parts.filter((part) => part !== false);
  const [only = false, ...others] = open;
  return others.length === 0 ? only : { or: open };
}

export const not = (part: Logic): Logic => (typeof part === "boolean" ? !part : { "!": [part] });

export const isPresent = (value: Logic): Logic => ({ "!==": [value, null] });

export const isOneOf = (value: Logic, values: readonly JsonValue[]): Logic => ({ in: [value, [...values]] });

/** What an expression inside `some` reads: the element. */
export const ELEMENT: Logic = { var: "" };

/** Whether an element of a list, or a scalar as the only element of one, passes a test. */
export const someElement = (value: Logic, test: Logic): Logic => ({ some: [{ merge: [value] }, test] });

/** `starts_with` is true of any text and the empty one, and of nothing that is no text. */
export const isText = (value: Logic): Logic => ({ starts_with: [value, ""] });

/** `merge` makes the list itself of a list, which does not hold itself; of all else it makes a list that holds it. */
export const isList = (value: Logic): Logic => not({ in: [value, { merge: [value] }] });

/**
 * Whether a value is a text, a number or a boolean. `fractional` gives these back from either of its buckets (older
 * clients want two); of an object or a list it makes null. No operator of JsonLogic itself tells an object from a
 * number without failing on one of them.
 */
export const isScalar = (value: Logic): Logic => isPresent({ fractional: [{ cat: ["any"] }, [value, 1], [value, 1]] });
