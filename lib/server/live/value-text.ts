import { createHash } from "node:crypto";
import type { Flag } from "@/lib/contract/flag";
import { type FlagEvaluation, jsonKey } from "@/lib/targeting";

/** How much of a value is its key in counts: enough to recognise it, and bounded for the database's index. */
const MAX_LENGTH = 100;
const DIGEST_DIGITS = 12;

/** The key in counts when the application used its own default. No value's JSON looks like this. */
export const CODE_DEFAULT = "code_default";

type Served = Pick<FlagEvaluation, "value" | "isCodeDefault">;

/** The engine gives the same evaluation each time, and a value can take milliseconds to write. */
const written = new WeakMap<Served, string>();

/**
 * The key of a served value in counts: its JSON with sorted keys, so that equal values have equal texts. A longer value
 * is represented by its beginning and a digest.
 */
export function valueText(served: Served): string {
  const known = written.get(served);
  if (known !== undefined) return known;
  const text = served.isCodeDefault ? CODE_DEFAULT : shortened(jsonKey(served.value));
  written.set(served, text);
  return text;
}

function shortened(json: string): string {
  if (json.length <= MAX_LENGTH) return json;
  const digest = createHash("sha256").update(json).digest("hex").slice(0, DIGEST_DIGITS);
  // The cut may have split a pair of surrogates, and Postgres cannot store half of one.
  const start = json.slice(0, MAX_LENGTH - DIGEST_DIGITS - 1).toWellFormed();
  return `${start}…${digest}`;
}

/** The names of a flag's values by their keys in counts, in order; null: it has no names. */
export function variantsByText({ variants }: Pick<Flag, "variants">): ReadonlyMap<string, string> | null {
  if (variants === undefined) return null;
  const names = new Map<string, string>();
  for (const { name, value } of variants) {
    const text = valueText({ value });
    // Of several variants with one value, the first names it.
    if (!names.has(text)) names.set(text, name);
  }
  return names;
}
