import { RE2JS } from "re2js";
import { IGNORE_CASE } from "./ignore-case";
import type { Node, Syntax } from "./parse";

/** Larger programs (a counted repetition writes its content out) are left to RE2. */
const MOST_STEPS = 400;

/** One step of a nondeterministic automaton; the numbers are steps to go on with. */
type Step =
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
 * Thompson's construction, from the end to the start: each piece is written with the step that follows it. Null when
 * the pattern has flags or assertions other than the text's edges, or becomes too large.
 */
export function buildProgram({ root, hasFlags }: Syntax, ignoreCase = false): Program | null {
  if (hasFlags) return null;
  const steps: Step[] = [{ type: "match" }];
  try {
    return { start: write(root, 0, { steps, ignoreCase }), steps };
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

interface Draft {
  readonly steps: Step[];
  readonly ignoreCase: boolean;
}

function write(node: Node, next: number, draft: Draft): number {
  switch (node.type) {
    case "one":
      return add({ type: "one", accepts: charactersOf(node.source, draft.ignoreCase), next }, draft);
    case "start":
    case "end":
      return add({ type: node.type, next }, draft);
    case "sequence":
      return node.of.reduceRight((after, piece) => write(piece, after, draft), next);
    case "choice":
      return node.of
        .map((piece) => write(piece, next, draft))
        .reduce((other, start) => add({ type: "fork", next: start, other }, draft));
    case "repeat":
      return writeRepeat(node, next, draft);
    default:
      throw new Unsupported(node.type);
  }
}

function writeRepeat({ of, min, max }: Extract<Node, { type: "repeat" }>, next: number, draft: Draft): number {
  let after = next;
  if (max === Number.POSITIVE_INFINITY) {
    // The fork is added first and learns afterwards where the repeated part begins, which leads back to it.
    const fork: Step = { type: "fork", next, other: next };
    after = add(fork, draft);
    fork.other = write(of, after, draft);
  } else {
    for (let left = min; left < max; left += 1)
      after = add({ type: "fork", next, other: write(of, after, draft) }, draft);
  }
  for (let left = 0; left < min; left += 1) after = write(of, after, draft);
  return after;
}

function add(step: Step, { steps }: Draft): number {
  if (steps.length >= MOST_STEPS) throw new Unsupported("size");
  return steps.push(step) - 1;
}

/** The characters that the fast matcher knows have lower codes; text with any other goes to RE2. */
export const ASCII = 128;

/** A character that stands for itself, or one that a backslash makes stand for itself. */
const LITERAL = /^(?:[^.\\]|\\([^A-Za-z0-9]))$/;
const MOST_REMEMBERED = 500;
const remembered = new Map<string, Uint8Array>();

/**
 * Which ASCII characters match a piece of a pattern (`a`, `\.`, `[a-z_]`, `\d`), as 128 zeros and ones. For anything
 * but a plain character RE2 itself is asked about each of them, so that both always agree.
 */
function charactersOf(source: string, ignoreCase: boolean): Uint8Array {
  const key = ignoreCase ? `i${source}` : ` ${source}`;
  const known = remembered.get(key);
  if (known) return known;
  const accepts = new Uint8Array(ASCII);
  const literal = LITERAL.exec(source);
  if (literal && !ignoreCase) {
    const code = (literal[1] ?? source).charCodeAt(0);
    if (code < ASCII) accepts[code] = 1;
  } else {
    const one = RE2JS.compile(`${ignoreCase ? IGNORE_CASE : ""}^(?:${source})$`);
    for (let code = 0; code < ASCII; code += 1) accepts[code] = one.test(String.fromCharCode(code)) ? 1 : 0;
  }
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, accepts);
  return accepts;
}
