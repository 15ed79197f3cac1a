import { charactersOf } from "./characters";
import type { Node, Syntax } from "./syntax";

/** Larger programs (a counted repetition writes its content out) are left to RE2. */
const MOST_STEPS = 400;

/** One step of a nondeterministic automaton; the numbers are steps to go on with. */
export type Step =
  | { readonly type: "one"; readonly accepts: Uint8Array; next: number }
  | { readonly type: "start" | "end"; next: number }
  | { readonly type: "fork"; next: number; other: number }
  | { readonly type: "match" };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** Raised inside this file only, for what the fast matcher cannot do. */
class Unsupported extends Error {}

/**
 * Thompson's construction, back to front: each piece is written with the step that follows it. Null when the pattern
 * has flags or assertions other than the text's edges, or grows too large.
 */
export function buildProgram({ root, hasFlags }: Syntax): Program | null {
  if (hasFlags) return null;
  const steps: Step[] = [{ type: "match" }];
  try {
    return { start: write(root, 0, steps), steps };
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

function write(node: Node, next: number, steps: Step[]): number {
  switch (node.type) {
    case "one":
      return add({ type: "one", accepts: charactersOf(node.source), next }, steps);
    case "start":
    case "end":
      return add({ type: node.type, next }, steps);
    case "sequence":
      return node.of.reduceRight((after, piece) => write(piece, after, steps), next);
    case "choice":
      return node.of
        .map((piece) => write(piece, next, steps))
        .reduce((other, start) => add({ type: "fork", next: start, other }, steps));
    case "repeat":
      return writeRepeat(node, next, steps);
    default:
      throw new Unsupported(node.type);
  }
}

function writeRepeat({ of, min, max }: Extract<Node, { type: "repeat" }>, next: number, steps: Step[]): number {
  let after = next;
  if (max === Number.POSITIVE_INFINITY) {
    // The fork stands first and learns afterwards where the round begins that leads back to it.
    const fork: Step = { type: "fork", next, other: next };
    after = add(fork, steps);
    fork.other = write(of, after, steps);
  } else {
    for (let left = min; left < max; left += 1)
      after = add({ type: "fork", next, other: write(of, after, steps) }, steps);
  }
  for (let left = 0; left < min; left += 1) after = write(of, after, steps);
  return after;
}

function add(step: Step, steps: Step[]): number {
  if (steps.length >= MOST_STEPS) throw new Unsupported("size");
  return steps.push(step) - 1;
}
