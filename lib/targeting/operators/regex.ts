import { compilePattern } from "../pattern/compile";
import type { Operator } from "./operator";
import { isSearchable } from "./texts";

export const regex = {
  takes: "pattern",
  takesSeveral: true,
  inSegments: false,
  matchesWhen: "each",
  ignoresCase: true,
  prepare(value, { ignoreCase }) {
    const patterns: readonly unknown[] = Array.isArray(value) ? value : [value];
    const found: ((text: string) => boolean)[] = [];
    for (const pattern of patterns) {
      if (typeof pattern !== "string") return { fault: "the pattern is not a string" };
      const compiled = compilePattern(pattern, ignoreCase);
      if (!compiled.ok) return { fault: `the pattern ${compiled.problem}` };
      found.push(compiled.isFoundIn);
    }
    const [only] = found;
    const isFoundIn =
      only !== undefined && found.length === 1 ? only : (text: string) => found.some((isFound) => isFound(text));
    return { test: (scalar) => isSearchable(scalar) && isFoundIn(scalar.text), judges: isSearchable };
  },
} as const satisfies Operator;
