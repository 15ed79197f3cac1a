import { isScalar, scalarText } from "./scalar";

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
