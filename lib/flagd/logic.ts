import type { JsonValue } from "@/lib/targeting/types";

/** A JsonLogic expression. `true` and `false` are expressions, too. */
export type Logic = JsonValue;

/** Thrown when JsonLogic cannot answer as the engine does. The message continues "flag x: rule 3 ...". */
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

/** The element, within an expression inside `some`. */
export const ELEMENT: Logic = { var: "" };

/** Whether an element of a list, or a scalar as its only element, passes a test. */
export const someElement = (value: Logic, test: Logic): Logic => ({ some: [{ merge: [value] }, test] });

/** `starts_with` is true for any text and the empty text, and false for anything that is no text. */
export const isText = (value: Logic): Logic => ({ starts_with: [value, ""] });

/**
 * `merge` returns a list unchanged, and a list does not contain itself; it wraps anything else in a list that contains
 * it.
 */
export const isList = (value: Logic): Logic => not({ in: [value, { merge: [value] }] });

/**
 * Whether a value is a text, a number or a boolean. `fractional` returns such a value from either of its buckets (older
 * clients need two), and null for an object or a list. No operator of JsonLogic distinguishes an object from a number
 * without failing on one of them.
 */
export const isScalar = (value: Logic): Logic => isPresent({ fractional: [{ cat: ["any"] }, [value, 1], [value, 1]] });
