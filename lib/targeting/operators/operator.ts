import type { Bound, ComparisonKind } from "../comparable";
import type { Scalar } from "../context";
import type { Lists } from "../lists";

/** What a condition's `value` is: one scalar; a list; a number, date or version; an RE2 pattern; or nothing. */
export type ValueKind = "scalar" | "list" | "comparable" | "pattern" | "none";

export type ScalarTest = (scalar: Scalar) => boolean;

/** How a condition compares, besides its operator and its value. */
export interface MatchOptions {
  /** Both sides are compared in lower case. */
  readonly ignoreCase: boolean;
  /** What both sides are compared as; null: the operator decides by the value. */
  readonly as: ComparisonKind | null;
  /** Where the sets of lists come from. */
  readonly lists: Lists;
}

/** A test of one scalar, in the operator's positive sense. */
export interface Matcher {
  /** False for a scalar that cannot be judged. */
  readonly test: ScalarTest;
  /** Whether a scalar can be judged; absent: each can. A scalar that cannot be judged fails the negation as well. */
  readonly judges?: ScalarTest;
}

/** An operator that is bound to one condition's value. */
export interface BoundOperator extends Matcher {
  /** For the elements of a list attribute, where their test differs from that of a scalar. */
  readonly element?: Matcher;
  /** Every text that passes both tests, where there are finitely many: the index finds rules by them. */
  readonly texts?: ReadonlySet<string>;
  /** What a comparison compares with. */
  readonly bound?: Bound;
}

/** Why a stored condition can never match, in the words of the trace. */
export interface Fault {
  readonly fault: string;
}

/**
 * One entry of the registry. `matchesWhen` says how it decides:
 * - `each`: the scalar passes the test, or any element of a list does;
 * - `none`: the scalar fails the test, or every element of a list does;
 * - `present`, `missing`: the attribute is present or not, whatever its value.
 */
export interface Operator {
  readonly takes: ValueKind;
  /** Whether the value may also be a list, of which any item may match. */
  readonly takesSeveral?: boolean;
  /** Whether a segment's conditions may use it. */
  readonly inSegments: boolean;
  readonly matchesWhen: "each" | "none" | "present" | "missing";
  /** Whether `ignore_case` means anything to it. */
  readonly ignoresCase?: boolean;
  /** What a condition's `as` may be. */
  readonly comparesAs?: readonly ComparisonKind[];
  /** Binds a condition's value; a fault when the value cannot work with the operator. */
  bind(value: unknown, options: MatchOptions): BoundOperator | Fault;
}
