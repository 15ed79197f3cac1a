import { parseInstant, parseMoment } from "./instant";
import { parseNumber } from "./number";
import { isScalar, scalarText } from "./scalar";
import { versionKey, versionParts } from "./version";

/** What `greater_than` and `less_than` can compare as. */
export const comparisonKinds = ["number", "date", "version"] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** What two sides are compared as: each domain has an order. */
export type Domain = "number" | "instant" | "version";

/** What a condition compares with: a number, an instant in milliseconds since 1970 UTC, or a version's key. */
export type Bound =
  | { readonly domain: "number" | "instant"; readonly at: number }
  | { readonly domain: "version"; readonly at: string };

/** With fewer numeric parts a text could be a number: it is a version only where the condition says so. */
const FEWEST_PARTS = 3;

/**
 * What a condition's value is compared as; null for one that cannot be. Without `as` it is what the value is: a number,
 * else a date, else a version of three or more parts.
 */
export function boundOf(value: unknown, as: ComparisonKind | null): Bound | null {
  if (!isScalar(value) || typeof value === "boolean") return null;
  const text = scalarText(value);
  if (as === "version") return versionBound(text);
  if (as === "date") return numericBound("instant", parseMoment(text));
  const number = numericBound("number", parseNumber(text));
  if (as === "number" || number !== null) return number;
  return (
    numericBound("instant", parseInstant(text)) ?? (versionParts(text) >= FEWEST_PARTS ? versionBound(text) : null)
  );
}

function numericBound(domain: "number" | "instant", at: number): Bound | null {
  return Number.isNaN(at) ? null : { domain, at };
}

function versionBound(text: string): Bound | null {
  const at = versionKey(text);
  return at === null ? null : { domain: "version", at };
}
