import { compilePattern, isTooLong } from "./compile";
import { hasNestedQuantifier } from "./nested-quantifier";
import { parsePattern } from "./parse";
import type { Syntax } from "./syntax";
import { countSteps, countUnicodeClasses, MAX_PATTERN_STEPS, MAX_UNICODE_CLASSES } from "./weight";

export type PatternCheck = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * Whether a rule with this pattern may be saved: at most 500 bytes of UTF-8, quick to compile, RE2 syntax, no nested
 * quantifier.
 */
export function checkPattern(pattern: string): PatternCheck {
  const syntax = isTooLong(pattern) ? null : parsePattern(pattern);
  // Before RE2 reads it, which is what takes long. The structure of an invalid pattern is a guess.
  const weight = syntax && weightProblem(pattern, syntax);
  if (weight) return { ok: false, message: `The pattern ${weight}` };
  const compiled = compilePattern(pattern);
  if (!compiled.ok) return { ok: false, message: `The pattern ${compiled.problem}` };
  if (syntax && hasNestedQuantifier(syntax.root)) {
    return { ok: false, message: "The pattern has a nested quantifier, such as (a+)+" };
  }
  return { ok: true };
}

function weightProblem(pattern: string, { root }: Syntax): string | undefined {
  if (countUnicodeClasses(pattern) > MAX_UNICODE_CLASSES) {
    return `has more than ${MAX_UNICODE_CLASSES} Unicode classes such as \\p{L}`;
  }
  return countSteps(root) > MAX_PATTERN_STEPS
    ? `is longer than ${MAX_PATTERN_STEPS} steps with its repetitions such as {100} written out`
    : undefined;
}
