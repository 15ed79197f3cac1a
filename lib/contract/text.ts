import { z } from "zod";
import { limits } from "./limits";
import { isStorableText } from "./storable-text";

// Postgres stores neither NUL nor half a surrogate pair, and no reader could show them.
const TEXT_PROBLEM = "Must not contain NUL or unpaired surrogate characters";

/** A string of at most `max` UTF-16 code units that can be stored as it is. */
export const textSchema = (max: number) => z.string().max(max).refine(isStorableText, TEXT_PROBLEM);

/** A name that a person can see: as `textSchema`, and not blank. */
export const nameSchema = textSchema(limits.nameLength).refine((name) => /\S/.test(name), "Must not be blank");

/** An e-mail address, in lower case: nobody tells people apart by its capitals. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.emailLength)
  .pipe(z.email("Must be an e-mail address"))
  .meta({ format: "email" });

export const descriptionSchema = textSchema(limits.descriptionLength);

/**
 * Says why a JSON value cannot be stored, or nothing when it can. Walks with its own stack: the depth is the sender's
 * choice and must not become ours.
 */
export function jsonProblem(root: unknown): string | undefined {
  const pending: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value === "string" && !isStorableText(value)) return TEXT_PROBLEM;
    // JSON text such as 1e400 parses to Infinity, which JSON cannot say.
    if (typeof value === "number" && !Number.isFinite(value)) return "Numbers must be finite";
    if (typeof value !== "object" || value === null) continue;
    if (depth >= limits.jsonDepth) return `Must not be nested deeper than ${limits.jsonDepth} levels`;
    if (Array.isArray(value)) {
      for (const item of value) pending.push({ value: item, depth: depth + 1 });
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      if (!isStorableText(key)) return TEXT_PROBLEM;
      pending.push({ value: item, depth: depth + 1 });
    }
  }
  return undefined;
}
