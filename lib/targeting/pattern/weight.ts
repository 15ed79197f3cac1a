import type { Node } from "./syntax";

/** Steps that RE2 compiles a pattern to, about: 2,000 of them take 2 ms. */
export const MAX_PATTERN_STEPS = 2_000;

/** A Unicode class is hundreds of ranges, merged one by one: with `(?i)`, ten of them take 2 ms. */
export const MAX_UNICODE_CLASSES = 10;

const UNICODE_CLASS = /\\[pP]/g;

/** How many classes such as `\p{L}` a pattern has, those that only look like one included. */
export const countUnicodeClasses = (pattern: string): number => pattern.match(UNICODE_CLASS)?.length ?? 0;

/** How many steps a pattern has once its counted repetitions are written out, about. */
export function countSteps(node: Node): number {
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
