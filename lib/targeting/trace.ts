import type { MatchType } from "./segment";
import type { FlagEvaluation } from "./types";

/** An evaluation, and how it came about. */
export interface Explanation extends FlagEvaluation {
  /** Every rule of the flag, in order, also those that are off. Empty when the flag itself is off. */
  readonly trace: readonly RuleTrace[];
}

/** `not_reached`: an earlier rule has already decided. What was not tested is empty or null. */
export type RuleOutcome = "match" | "no_match" | "not_reached" | "disabled";

export interface RuleTrace {
  readonly ruleId: string;
  readonly position: number | null;
  readonly outcome: RuleOutcome;
  /** What is wrong with the rule itself; null for a sound one. */
  readonly fault: string | null;
  readonly conditions: readonly ConditionTrace[];
  readonly segment: SegmentTrace | null;
  readonly percentage: PercentageTrace | null;
}

export interface ConditionTrace {
  /** As stored; a damaged condition may hold anything. */
  readonly attribute: unknown;
  readonly operator: unknown;
  readonly value: unknown;
  /** Absent unless the condition has them. */
  readonly negate?: unknown;
  readonly ignore_case?: unknown;
  readonly as?: unknown;
  readonly matches: boolean;
  /** What the attribute is (`"country" is "US"`), or why the condition `cannot evaluate`. */
  readonly detail: string;
}

export interface SegmentTrace {
  readonly segmentId: string;
  /** Null when the segment is gone or damaged. */
  readonly matchType: MatchType | null;
  readonly matches: boolean;
  /** Why nobody can be in it; null for a sound one. */
  readonly fault: string | null;
  readonly conditions: readonly ConditionTrace[];
}

export interface PercentageTrace {
  readonly percentage: number;
  /** The attribute that decides. */
  readonly attribute: string;
  /** From 0 to just under 100; null without an id. */
  readonly bucket: number | null;
  readonly matches: boolean;
  readonly detail: string;
}
