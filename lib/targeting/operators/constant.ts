import type { BoundOperator, Operator } from "./operator";

/* The operators without a value: a stored value is ignored. */

const isText = (text: string): BoundOperator => ({ test: (scalar) => scalar.text === text, texts: new Set([text]) });
const IS_TRUE = isText("true");
const IS_FALSE = isText("false");
const IS_THERE: BoundOperator = { test: () => true };

export const isTrue = {
  takes: "none",
  inSegments: false,
  matchesWhen: "each",
  bind: () => IS_TRUE,
} as const satisfies Operator;

export const isFalse = { ...isTrue, bind: () => IS_FALSE } as const satisfies Operator;

export const exists = {
  takes: "none",
  inSegments: false,
  matchesWhen: "present",
  bind: () => IS_THERE,
} as const satisfies Operator;

export const notExists = { ...exists, matchesWhen: "missing" } as const satisfies Operator;
