import { compilePattern, isTooLong } from "./compile";
import { type Node, parsePattern, type Syntax } from "./parse";

export type PatternCheck = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * Whether a rule with this pattern may be saved: at most 500 bytes of UTF-8, quick to compile, RE2 syntax, no nested
 * quantifier.
 */
export function checkPattern(pattern: string): PatternCheck {
  const syntax = isTooLong(pattern) ? null : parsePattern(pattern);
  // Checked before RE2 reads the pattern, which is what takes long. The structure of an invalid pattern is a guess.
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

/** Steps that RE2 compiles a pattern to, about: 2,000 of them take 2 ms. */
export const MAX_PATTERN_STEPS = 2_000;

/** A Unicode class is hundreds of ranges, merged one by one: with `(?i)`, ten of them take 2 ms. */
export const MAX_UNICODE_CLASSES = 10;

const UNICODE_CLASS = /\\[pP]/g;

/** How many classes such as `\p{L}` a pattern has. Text that only looks like one counts, too. */
const countUnicodeClasses = (pattern: string): number => pattern.match(UNICODE_CLASS)?.length ?? 0;

/** How many steps a pattern has once its counted repetitions are written out, about. */
function countSteps(node: Node): number {
  switch (node.type) {
    case "sequence":
      return sumOf(node.of);
    case "choice":
      return sumOf(node.of) + node.of.length - 1;
    case "repeat": {
      const times = Number.isFinite(node.max) ? node.max : Math.max(node.min, 1);
      // Each round that may be left out has a fork before it.
      const forks = Number.isFinite(node.max) ? node.max - node.min : 1;
      return times * countSteps(node.of) + forks;
    }
    default:
      return 1;
  }
}

const sumOf = (nodes: readonly Node[]): number => nodes.reduce((sum, node) => sum + countSteps(node), 0);

/**
 * Whether a repetition without end stands inside a repetition that can go round more than once: `(a+)+`, `(a*)*`,
 * `(?:a|b+)*`, `(a+){2,}`, `(a{2,}){3}`. RE2 runs them in linear time; backtracking engines that may read the same
 * rule (an SDK, a log tool) do not. `(a+)?` and `(a{2}){3}` are harmless and pass.
 */
function hasNestedQuantifier(root: Node): boolean {
  const pending: { node: Node; isRepeated: boolean }[] = [{ node: root, isRepeated: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, isRepeated } = next;
    if (node.type === "sequence" || node.type === "choice") {
      for (const child of node.of) pending.push({ node: child, isRepeated });
    } else if (node.type === "repeat") {
      if (isRepeated && node.max === Number.POSITIVE_INFINITY) return true;
      pending.push({ node: node.of, isRepeated: isRepeated || node.max > 1 });
    }
  }
  return false;
}
