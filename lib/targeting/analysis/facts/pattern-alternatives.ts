import { type Node, parsePattern } from "../../pattern/parse";

/** What a simple pattern says: the text equals this one, or has it at its start, at its end or anywhere. */
export interface SimpleShape {
  readonly type: "whole" | "prefix" | "suffix" | "part";
  readonly text: string;
}

/** A pattern with more alternatives stays opaque. */
const MOST_ALTERNATIVES = 64;

/** An item of a pattern whose alternatives were multiplied out. */
type Item = { readonly type: "literal"; readonly text: string } | { readonly type: "start" | "end" };

/**
 * The texts that a simple pattern looks for, and where. A simple pattern consists of literal texts and anchors, such as
 * `^(US|CA)$`, `@acme\.com$` or `^pro`; it is found exactly where one of its texts is. Null for every other pattern.
 */
export function patternAlternatives(pattern: string): readonly SimpleShape[] | null {
  // After a flag, a literal may also stand for other letters, and an anchor for the edge of a line.
  const { root, hasFlags } = parsePattern(pattern);
  const alternatives = hasFlags ? null : multiplyOut(root);
  const shapes = alternatives?.map(simpleShape);
  return shapes?.every((shape) => shape !== null) ? shapes : null;
}

function multiplyOut(node: Node): readonly (readonly Item[])[] | null {
  switch (node.type) {
    case "one": {
      const text = literalOf(node.source);
      return text === null ? null : [[{ type: "literal", text }]];
    }
    case "start":
    case "end":
      return [[{ type: node.type }]];
    case "choice":
      return bounded(node.of.map(multiplyOut), (all) => all.flat());
    case "sequence":
      return bounded(node.of.map(multiplyOut), concatenate);
    case "repeat": {
      const one = multiplyOut(node.of);
      if (one === null || node.max > 3) return null;
      const counts = Array.from({ length: node.max - node.min + 1 }, (_, index) => node.min + index);
      return bounded(
        counts.map((count) => concatenate(Array.from({ length: count }, () => one))),
        (all) => all.flat(),
      );
    }
    default:
      return null;
  }
}

/** The character that a piece of a pattern stands for, if it is a plain or an escaped character. */
function literalOf(source: string): string | null {
  const [first, second, ...more] = source;
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return first === "." ? null : first;
  // After a backslash, letters and digits have special meanings; every other character stands for itself.
  return first === "\\" && !/[A-Za-z0-9]/.test(second) ? second : null;
}

type Alternatives = readonly (readonly Item[])[];

function bounded(
  parts: readonly (Alternatives | null)[],
  join: (parts: Alternatives[]) => Alternatives | null,
): Alternatives | null {
  const known = parts.filter((part) => part !== null);
  const joined = known.length === parts.length ? join(known) : null;
  return joined === null || joined.length > MOST_ALTERNATIVES ? null : joined;
}

function concatenate(parts: readonly Alternatives[]): Alternatives | null {
  let joined: Alternatives = [[]];
  for (const part of parts) {
    // Checked at each step, so that `(a|b)(a|b)…` is given up before it grows too large.
    if (joined.length * part.length > MOST_ALTERNATIVES) return null;
    joined = joined.flatMap((before) => part.map((after) => [...before, ...after]));
  }
  return joined;
}

/** Anchors count at the edges only; with an anchor elsewhere the pattern is not simple. */
function simpleShape(items: readonly Item[]): SimpleShape | null {
  let first = 0;
  let last = items.length;
  while (items[first]?.type === "start") first += 1;
  while (last > first && items[last - 1]?.type === "end") last -= 1;
  const texts = items.slice(first, last).map((item) => (item.type === "literal" ? item.text : null));
  if (texts.includes(null)) return null;
  const text = texts.join("");
  // Patterns read code points and strings hold UTF-16: both agree on whole characters only.
  if (!text.isWellFormed()) return null;
  const isAtStart = first > 0;
  const isAtEnd = last < items.length;
  if (isAtStart) return { type: isAtEnd ? "whole" : "prefix", text };
  return { type: isAtEnd ? "suffix" : "part", text };
}
