import { checkPattern, conditionsIn, type PatternCheck } from "@/lib/targeting";

/** The results of checks by pattern. */
export type PatternChecks = ReadonlyMap<string, PatternCheck>;

let known: PatternChecks = new Map();

/** Whether a pattern may be saved, from the checks made for the body that is being parsed, if any. */
export const checkOnce = (pattern: string): PatternCheck => known.get(pattern) ?? checkPattern(pattern);

/**
 * Parses a body whose patterns were checked before. A schema cannot wait for the checks, and checking all patterns of a
 * large body at once would block the process.
 */
export function withPatternChecks<Read>(checks: PatternChecks, read: () => Read): Read {
  const outer = known;
  known = checks;
  try {
    return read();
  } finally {
    known = outer;
  }
}

/**
 * The patterns of a rule, or of a draft's rules, without repetitions. The body is as it was sent, so any part of it may
 * be anything.
 */
export function patternsOf(body: Readonly<Record<string, unknown>>): Set<string> {
  const patterns = new Set<string>();
  for (const rule of [body, ...listOf(body.rules)]) {
    for (const condition of conditionsIn(listOf(fieldOf(rule, "conditions")))) {
      if (fieldOf(condition, "operator") !== "regex") continue;
      const value = fieldOf(condition, "value");
      for (const pattern of typeof value === "string" ? [value] : listOf(value)) {
        if (typeof pattern === "string") patterns.add(pattern);
      }
    }
  }
  return patterns;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const fieldOf = (owner: unknown, name: string): unknown =>
  typeof owner === "object" && owner !== null ? Reflect.get(owner, name) : undefined;
