import { compilePattern } from "../pattern/compile";
import type { Operator } from "./operator";

export const regex = {
  takes: "pattern",
  inSegments: false,
  matchesWhen: "each",
  prepare(value) {
    if (typeof value !== "string") return { fault: "the pattern is not a string" };
    const compiled = compilePattern(value);
    if (!compiled.ok) return { fault: `the pattern ${compiled.problem}` };
    const found = compiled.isFoundIn;
    return { test: (scalar) => found(scalar.text) };
  },
} as const satisfies Operator;
