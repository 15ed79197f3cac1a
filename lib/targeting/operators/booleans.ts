import type { Operator, Ready } from "./operator";

/** The stored value means nothing here and is not read. */
const IS_TRUE: Ready = { test: (scalar) => scalar.text === "true", accepts: ["true"] };
const IS_FALSE: Ready = { test: (scalar) => scalar.text === "false", accepts: ["false"] };

export const isTrue = {
  takes: "none",
  inSegments: false,
  matchesWhen: "each",
  prepare: () => IS_TRUE,
} as const satisfies Operator;

export const isFalse = {
  takes: "none",
  inSegments: false,
  matchesWhen: "each",
  prepare: () => IS_FALSE,
} as const satisfies Operator;
