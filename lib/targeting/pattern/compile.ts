import type { Automaton } from "./automaton";
import { IGNORE_CASE } from "./ignore-case";
import { re2 } from "./re2";

/** Longest pattern, in bytes of UTF-8. */
const MAX_PATTERN_BYTES = 500;

type CompiledPattern =
  | { readonly ok: true; readonly isFoundIn: (text: string) => boolean }
  | { readonly ok: false; readonly problem: string };

/**
 * Compiles a pattern with RE2's syntax and semantics. `isFoundIn` says whether it is found anywhere in a text, in time
 * linear in the text. It uses a table where one suffices (ASCII text, no flag but a leading `(?i)`, no word
 * boundaries), and re2js elsewhere, whose calls cost ten times as much.
 * @param ignoreCase as if the pattern began with `(?i)`
 */
export function compilePattern(written: string, ignoreCase = false): CompiledPattern {
  if (isTooLong(written)) return { ok: false, problem: `is longer than ${MAX_PATTERN_BYTES} bytes of UTF-8` };
  const { RE2JS, RE2JSException, makeAutomaton } = re2();
  const pattern = ignoreCase ? IGNORE_CASE + written : written;
  try {
    const compiled = RE2JS.compile(pattern);
    let automaton: Automaton | null | undefined;
    const isFoundIn = (text: string): boolean => {
      // Made at its first use: a ruleset has many patterns that no text may ever meet.
      if (automaton === undefined) automaton = makeAutomaton(pattern);
      return automaton?.isFoundIn(text) ?? compiled.test(text);
    };
    return { ok: true, isFoundIn };
  } catch (error) {
    const reason =
      error instanceof RE2JSException ? error.message.replace(/^error parsing regexp: /, "") : "it is too complex";
    return { ok: false, problem: `is not valid RE2 syntax: ${reason}` };
  }
}

/** Whether it has more bytes than a pattern may have. */
export function isTooLong(pattern: string): boolean {
  return pattern.length > MAX_PATTERN_BYTES || new TextEncoder().encode(pattern).length > MAX_PATTERN_BYTES;
}
