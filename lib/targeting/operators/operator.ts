import type { Bound, ComparisonKind } from "../comparable";
import type { Lists } from "../lists";
import type { Scalar } from "../scalar";

/** What a condition's `value` is: one scalar; a list; a number, date or version; an RE2 pattern; or nothing. */
export type ValueKind = "scalar" | "list" | "comparable" | "pattern" | "none";

/** Something that is said of one scalar. */
export type ScalarTest = (scalar: Scalar) => boolean;

/** How a condition compares, besides its operator and its value. */
export interface Manner {
  /** Both sides are compared in lower case. */
  readonly ignoreCase: boolean;
  /** What both sides are compared as; null: what the operator makes of the value. */
  readonly as: ComparisonKind | null;
  /** Where a list is kept. */
  readonly lists: Lists;
}

/** An operator bound to one condition's value; or why that value cannot work with it. */
export type Prepared = Ready | Fault;

export interface Ready extends Tested {
  /** For the elements of a list attribute, where it is another test than for a scalar. */
  readonly element?: Tested;
  /** Every string that passes both tests, when they can be counted up: what evaluation indexes rules by. */
  readonly accepts?: readonly string[];
  /** What it compares with, when it compares. */
  readonly bound?: Bound;
}

export interface Tested {
  /** Whether one scalar satisfies the operator's positive sense. It never passes one that it cannot judge. */
  readonly test: ScalarTest;
  /** Whether it can judge a scalar at all. Absent: each one. What it cannot judge fails the negation as well. */
  readonly judges?: ScalarTest;
}

export interface Fault {
  readonly fault: string;
}

/**
 * One entry of the registry.
 * - `each`: decided by the scalar, or by a list's elements (any of them);
 * - `none`: the negation, a list matches when no element passes;
 * - `present`, `missing`: decided by the attribute being there, whatever it holds.
 */
export interface Operator {
  readonly takes: ValueKind;
  /** Whether the value may as well be a list of what it takes: any of them. */
  readonly takesSeveral?: boolean;
  readonly inSegments: boolean;
  readonly matchesWhen: "each" | "none" | "present" | "missing";
  /** Whether `ignore_case` means anything to it. */
  readonly ignoresCase?: boolean;
  /** What a condition's `as` may be. */
  readonly comparesAs?: readonly ComparisonKind[];
  /** Binds a condition's value. */
  prepare(value: unknown, manner: Manner): Prepared;
}
