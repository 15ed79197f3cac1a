import type { JsonValue } from "./types";

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
