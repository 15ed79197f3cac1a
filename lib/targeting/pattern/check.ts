import { compilePattern } from "./compile";
import { hasNestedQuantifier } from "./nested-quantifier";
import { parsePattern } from "./parse";

export type PatternCheck = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Whether a rule with this pattern may be saved: at most 500 bytes of UTF-8, RE2 syntax, no nested quantifier. */
export function checkPattern(pattern: string): PatternCheck {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) return { ok: false, message: `The pattern ${compiled.problem}` };
  if (hasNestedQuantifier(parsePattern(pattern).root)) {
    return { ok: false, message: "The pattern has a nested quantifier, such as (a+)+" };
  }
  return { ok: true };
}
