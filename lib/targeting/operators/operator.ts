import type { Lists } from "../lists";
import type { Scalar } from "../scalar";

/** What a condition's `value` is: one scalar, a list, a number or ISO date, an RE2 pattern, or nothing. */
export type ValueKind = "scalar" | "list" | "comparable" | "pattern" | "none";

/** Whether one scalar satisfies the operator's positive sense. */
export type ScalarTest = (scalar: Scalar) => boolean;

/** An operator bound to one condition's value; or why that value cannot work with it. */
export type Prepared = Ready | Fault;

export interface Ready {
  readonly test: ScalarTest;
  /** The test for the elements of a list attribute, where it is another one than for a scalar. */
  readonly elementTest?: ScalarTest;
  /** Every string that passes both tests, when they can be counted up: what evaluation indexes rules by. */
  readonly accepts?: readonly string[];
  /** What it compares with, when it compares. */
  readonly bound?: Bound;
}

/** A number, or an instant in milliseconds since 1970 UTC. */
export interface Bound {
  readonly domain: "number" | "instant";
  readonly at: number;
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
  readonly inSegments: boolean;
  readonly matchesWhen: "each" | "none" | "present" | "missing";
  /** Binds a condition's value. `lists` is where a list is kept; by default in a set of its own. */
  prepare(value: unknown, lists?: Lists): Prepared;
}
