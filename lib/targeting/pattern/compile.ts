import { RE2JS, RE2JSException } from "re2js";

/** Longest pattern, in bytes of UTF-8. */
export const MAX_PATTERN_BYTES = 500;

export type CompiledPattern =
  | {
      readonly ok: true /** Whether the pattern is found anywhere in the text. */;
      readonly isFoundIn: (text: string) => boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** Compiles with RE2's syntax and semantics; testing takes time linear in the text. */
export function compilePattern(pattern: string): CompiledPattern {
  if (isTooLong(pattern)) return { ok: false, problem: `is longer than ${MAX_PATTERN_BYTES} bytes of UTF-8` };
  try {
    const compiled = RE2JS.compile(pattern);
    return { ok: true, isFoundIn: (text) => compiled.test(text) };
  } catch (error) {
    return { ok: false, problem: `is not valid RE2 syntax: ${reasonOf(error)}` };
  }
}

function isTooLong(pattern: string): boolean {
  return pattern.length > MAX_PATTERN_BYTES || new TextEncoder().encode(pattern).length > MAX_PATTERN_BYTES;
}

function reasonOf(error: unknown): string {
  return error instanceof RE2JSException ? error.message.replace(/^error parsing regexp: /, "") : "it is too complex";
}
