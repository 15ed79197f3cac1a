import { isScalar, scalarText } from "./scalar";

/**
 * The items of a list that is written as text: of a JSON array of scalars; else what stands between commas, trimmed,
 * empty items (a trailing comma) left out.
 */
export function splitList(value: string): string[] {
  const array = jsonArray(value);
  if (array?.every(isScalar)) return array.map(scalarText);
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The array that a text is as JSON, or undefined. */
export function jsonArray(text: string): readonly unknown[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
