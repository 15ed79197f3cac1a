import type { ComparisonKind, OperatorId, SegmentOperatorId, ValueKind } from "@/lib/targeting";

/** How a condition compares: its operator and its options. */
export interface Manner {
  readonly operator: OperatorId;
  readonly negate?: boolean | undefined;
  readonly ignore_case?: boolean | undefined;
  readonly as?: ComparisonKind | undefined;
}

interface OperatorTraits<Id extends OperatorId> {
  takes: ValueKind;
  /** Whether the value may be a list of what it takes: any of them. */
  takesSeveral?: true;
  /** Whether `ignore_case` means anything to it. */
  ignoresCase?: true;
  inSegments: Id extends SegmentOperatorId ? true : false;
}

/**
 * What a form needs to know of each operator. It repeats the engine's registry, because importing that would bring the
 * pattern engine (46 kB compressed) to pages that only show sentences. A unit test checks that the two agree.
 */
const table: { readonly [Id in OperatorId]: OperatorTraits<Id> } = {
  equals: { takes: "scalar", ignoresCase: true, inSegments: true },
  not_equals: { takes: "scalar", ignoresCase: true, inSegments: true },
  in: { takes: "list", ignoresCase: true, inSegments: true },
  not_in: { takes: "list", ignoresCase: true, inSegments: true },
  contains: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: true },
  not_contains: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: true },
  starts_with: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: false },
  ends_with: { takes: "scalar", takesSeveral: true, ignoresCase: true, inSegments: false },
  greater_than: { takes: "comparable", inSegments: true },
  less_than: { takes: "comparable", inSegments: true },
  regex: { takes: "pattern", takesSeveral: true, ignoresCase: true, inSegments: false },
  is_true: { takes: "none", inSegments: false },
  is_false: { takes: "none", inSegments: false },
  exists: { takes: "none", inSegments: false },
  not_exists: { takes: "none", inSegments: false },
};

// Object.keys forgets that a typed literal's keys are exactly its type's.
const ids = Object.keys(table) as OperatorId[];

/** The operator with this id; undefined when there is none. */
export const operatorOf = (id: unknown): OperatorId | undefined => ids.find((known) => known === id);

/** Which conditions are being built: a segment allows eight operators, a rule all fifteen. */
export type ConditionScope = "rule" | "segment";

/** What the operator's value must be. */
export const valueKindOf = (operator: OperatorId): ValueKind => table[operator].takes;

/** Whether the operator's value may be a list of what it takes: any of them. */
export const takesSeveral = (operator: OperatorId): boolean => table[operator].takesSeveral ?? false;

/** Whether `ignore_case` means anything to the operator. */
export const ignoresCase = (operator: OperatorId): boolean => table[operator].ignoresCase ?? false;

/** Whether an operator may stand in a segment. */
export const isInSegments = (operator: OperatorId): boolean => table[operator].inSegments;
