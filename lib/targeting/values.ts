import type { JsonValue } from "./types";

/** Whether it is a JSON object, about whose fields nothing is known. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it is stored. The stored type promises JSON; nothing here relies on it. */
export const storedJson = (value: unknown): JsonValue => (value ?? null) as JsonValue;

/** A JSON list; anything else becomes an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Whether it is a text, a boolean or an exact number. An integer beyond ±(2^53 - 1) is not exact: JSON parsers round
 * it, so that nobody can say which number was sent.
 */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && isExact(value));
}

/** Whether it is the number that was sent. NaN and the infinities cannot be sent in JSON. */
export function isExact(number: number): boolean {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

/** The form in which scalars are compared. */
export function scalarText(value: string | number | boolean): string {
  return typeof value === "string" ? value : String(value);
}

/**
 * The items of a list that is written as text: as a JSON array of scalars, or between commas. Those between commas are
 * trimmed, and empty ones (after a trailing comma) are left out.
 */
export function splitList(value: string): string[] {
  const array = jsonArray(value);
  if (array?.every(isScalar)) return array.map(scalarText);
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The array that a text holds as JSON, or undefined. */
export function jsonArray(text: string): readonly unknown[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A text that two values share when they are the same JSON; the order of an object's keys does not count. */
export const jsonKey = (value: JsonValue): string =>
  JSON.stringify(value, (_key, part) => (isObject(part) ? sorted(part) : part)) ?? "";

/** The same; null for a value that is nested too deeply to be compared, which means that it is damaged. */
export function keyOf(value: JsonValue): string | null {
  try {
    return jsonKey(value);
  } catch {
    return null;
  }
}

const isObject = (part: unknown): part is object => typeof part === "object" && part !== null && !Array.isArray(part);

/**
 * A copy without a prototype, in which `__proto__` is an ordinary key. Keys that are numbers come first in every
 * object.
 */
function sorted(object: object): object {
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))) copy[key] = value;
  return copy;
}
