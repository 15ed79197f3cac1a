import { createHash } from "node:crypto";
import type { Flag } from "@/lib/contract/flag";
import { type FlagEvaluation, jsonKey } from "@/lib/targeting";

/** Characters of a value that its counts are kept under: enough to know it by, and bounded in the database's index. */
const MAX_LENGTH = 100;
const DIGEST_DIGITS = 12;

/** What counts are kept under when the application's own default was used. No value's JSON reads so. */
export const CODE_DEFAULT = "code_default";

/**
 * A served value as what its counts are kept under: its JSON, with an object's keys in order, so that the same value is
 * the same text wherever it stands; of a longer one the beginning and a digest.
 */
export function valueText({ value, isCodeDefault }: Pick<FlagEvaluation, "value" | "isCodeDefault">): string {
  if (isCodeDefault) return CODE_DEFAULT;
  const json = jsonKey(value);
  if (json.length <= MAX_LENGTH) return json;
  const digest = createHash("sha256").update(json).digest("hex").slice(0, DIGEST_DIGITS);
  // A pair of surrogates may have been cut, and Postgres keeps no half of one.
  const start = json.slice(0, MAX_LENGTH - DIGEST_DIGITS - 1).toWellFormed();
  return `${start}…${digest}`;
}

/** The names of a flag's values by what their counts are kept under, in their order; null: it has no names. */
export function variantsByText({ variants }: Pick<Flag, "variants">): ReadonlyMap<string, string> | null {
  if (variants === undefined) return null;
  const names = new Map<string, string>();
  for (const { name, value } of variants) {
    const text = valueText({ value });
    // Of several with one value the first names it.
    if (!names.has(text)) names.set(text, name);
  }
  return names;
}
