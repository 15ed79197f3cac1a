import { z } from "zod";
import { limits } from "./limits";
import { keptNumberProblem } from "./number-problem";
import { isStorableText, STORABLE_TEXT_PROBLEM } from "./storable-text";

/** A string of at most `max` UTF-16 code units that can be stored unchanged. */
export const textSchema = (max: number) => z.string().max(max).refine(isStorableText, STORABLE_TEXT_PROBLEM);

/** A name that a person can see: as `textSchema`, and not blank. */
export const nameSchema = textSchema(limits.nameLength).refine((name) => /\S/.test(name), "Must not be blank");

/** An e-mail address, in lower case, because capitals do not distinguish people. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(limits.emailLength)
  .pipe(z.email("Must be an e-mail address"))
  .meta({ format: "email" });

export const descriptionSchema = textSchema(limits.descriptionLength);

/** A value within another one, under a key of that one. */
interface Place {
  readonly value: unknown;
  readonly depth: number;
  readonly above: Place | null;
  readonly key?: string | number;
}

/** The dotted path to a value, as a list with one item; empty for the outermost value. */
function pathTo(place: Place): string[] {
  const keys: (string | number)[] = [];
  for (let at: Place | null = place; at !== null; at = at.above) if (at.key !== undefined) keys.unshift(at.key);
  return keys.length === 0 ? [] : [keys.join(".")];
}

/**
 * Why a JSON value cannot be stored; undefined when it can. It uses a stack of its own, because the sender chooses the
 * depth, which must not overflow ours.
 */
export function jsonProblem(root: unknown): string | undefined {
  const pending: Place[] = [{ value: root, depth: 0, above: null }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value === "string" && !isStorableText(value)) return STORABLE_TEXT_PROBLEM;
    const problem = typeof value === "number" ? keptNumberProblem(value) : undefined;
    if (problem !== undefined) return [...pathTo(next), problem].join(": ");
    if (typeof value !== "object" || value === null) continue;
    if (depth >= limits.jsonDepth) return `Must not be nested deeper than ${limits.jsonDepth} levels`;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        pending.push({ value: item, depth: depth + 1, above: next, key: index });
      }
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      if (!isStorableText(key)) return STORABLE_TEXT_PROBLEM;
      pending.push({ value: item, depth: depth + 1, above: next, key });
    }
  }
  return undefined;
}
