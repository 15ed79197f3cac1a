import type { Operator, Ready } from "./operator";

/** Presence is decided by the attribute alone; nothing reaches this test. */
const UNREAD: Ready = { test: () => true };

export const exists = {
  takes: "none",
  inSegments: false,
  matchesWhen: "present",
  prepare: () => UNREAD,
} as const satisfies Operator;

export const notExists = {
  takes: "none",
  inSegments: false,
  matchesWhen: "missing",
  prepare: () => UNREAD,
} as const satisfies Operator;
