import type { Operator, Ready } from "./operator";

/** Every scalar is there: `exists` passes, `not_exists` wants the contrary. */
const ANY: Ready = { test: () => true };

export const exists = {
  takes: "none",
  inSegments: false,
  matchesWhen: "present",
  prepare: () => ANY,
} as const satisfies Operator;

export const notExists = {
  takes: "none",
  inSegments: false,
  matchesWhen: "missing",
  prepare: () => ANY,
} as const satisfies Operator;
