import type { Scalar } from "../context";
import { compilePattern } from "../pattern/compile";
import type { Operator } from "./operator";
import { isSearchable } from "./search";

export const regex = {
  takes: "pattern",
  takesSeveral: true,
  inSegments: false,
  matchesWhen: "each",
  ignoresCase: true,
  bind(value, { ignoreCase }) {
    const patterns: readonly unknown[] = Array.isArray(value) ? value : [value];
    const searches: ((text: string) => boolean)[] = [];
    for (const pattern of patterns) {
      if (typeof pattern !== "string") return { fault: "the pattern is not a string" };
      const compiled = compilePattern(pattern, ignoreCase);
      if (!compiled.ok) return { fault: `the pattern ${compiled.problem}` };
      searches.push(compiled.isFoundIn);
    }
    const test = (scalar: Scalar): boolean => {
      if (!isSearchable(scalar)) return false;
      for (const isFoundIn of searches) if (isFoundIn(scalar.text)) return true;
      return false;
    };
    return { test, judges: isSearchable };
  },
} as const satisfies Operator;
