import type { ComparisonKind, OperatorId, SegmentOperatorId, ValueKind } from "@/lib/targeting";

/** What two things are compared as, in the engine's words. */
export type Domain = "number" | "instant" | "version";

/** How a condition compares: its operator and its options. */
export interface Manner {
  readonly operator: OperatorId;
  readonly negate?: boolean | undefined;
  readonly ignore_case?: boolean | undefined;
  readonly as?: ComparisonKind | undefined;
}

/** Words for an operator, and for the same operator turned round by `negate`. */
type Words = readonly [label: string, negated: string];

interface OperatorWords<Id extends OperatorId> {
  /** Reads between attribute and value: "country" is one of "US, CA". The second is for `negate`. */
  words: Id extends "exists" | "not_exists" ? readonly [string] : Words;
  /** Where two dates are compared. */
  dates?: Words;
  /** Where two versions are compared. */
  versions?: Words;
  takes: ValueKind;
  /** Whether the value may be a list of what it takes: any of them. */
  takesSeveral?: true;
  /** Whether `ignore_case` means anything to it. */
  ignoresCase?: true;
  inSegments: Id extends SegmentOperatorId ? true : false;
}

/**
 * How the dashboard speaks of each operator. Typed over all ids, so that a new one without words does not compile.
 * `takes`, `takesSeveral` and `ignoresCase` repeat the engine's registry, because that brings the pattern engine (46 kB
 * compressed) to pages that only show sentences; a unit test holds them equal.
 */
const table: { readonly [Id in OperatorId]: OperatorWords<Id> } = {
  equals: {
    words: ["is", "is not"],
    versions: ["is the version", "is not the version"],
    takes: "scalar",
    ignoresCase: true,
    inSegments: true,
  },
  not_equals: {
    words: ["is not", "is"],
    versions: ["is not the version", "is the version"],
    takes: "scalar",
    ignoresCase: true,
    inSegments: true,
  },
  in: {
    words: ["is one of", "is not one of"],
    versions: ["is one of the versions", "is not one of the versions"],
    takes: "list",
    ignoresCase: true,
    inSegments: true,
  },
  not_in: {
    words: ["is not one of", "is one of"],
    versions: ["is not one of the versions", "is one of the versions"],
    takes: "list",
    ignoresCase: true,
    inSegments: true,
  },
  contains: {
    words: ["contains", "does not contain"],
    takes: "scalar",
    takesSeveral: true,
    ignoresCase: true,
    inSegments: true,
  },
  not_contains: {
    words: ["does not contain", "contains"],
    takes: "scalar",
    takesSeveral: true,
    ignoresCase: true,
    inSegments: true,
  },
  starts_with: {
    words: ["starts with", "does not start with"],
    takes: "scalar",
    takesSeveral: true,
    ignoresCase: true,
    inSegments: false,
  },
  ends_with: {
    words: ["ends with", "does not end with"],
    takes: "scalar",
    takesSeveral: true,
    ignoresCase: true,
    inSegments: false,
  },
  greater_than: {
    words: ["is more than", "is at most"],
    dates: ["is after", "is on or before"],
    versions: ["is a newer version than", "is at most version"],
    takes: "comparable",
    inSegments: true,
  },
  less_than: {
    words: ["is less than", "is at least"],
    dates: ["is before", "is on or after"],
    versions: ["is an older version than", "is at least version"],
    takes: "comparable",
    inSegments: true,
  },
  regex: {
    words: ["matches the pattern", "does not match the pattern"],
    takes: "pattern",
    takesSeveral: true,
    ignoresCase: true,
    inSegments: false,
  },
  is_true: { words: ["is true", "is not true"], takes: "none", inSegments: false },
  is_false: { words: ["is false", "is not false"], takes: "none", inSegments: false },
  exists: { words: ["is present"], takes: "none", inSegments: false },
  not_exists: { words: ["is missing"], takes: "none", inSegments: false },
};

// Object.keys forgets that a typed literal's keys are exactly its type's.
const ids = Object.keys(table) as OperatorId[];

/** The operator of this id; undefined for what is none. */
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

/** The operator with its `negate` in words, as it reads before the value. @param domain what the value is compared as */
export function operatorWords({ operator, negate = false }: Manner, domain: Domain | null): string {
  const { words, dates = words, versions = words } = table[operator];
  const chosen = domain === "instant" ? dates : domain === "version" ? versions : words;
  return chosen[negate ? 1 : 0] ?? words[0];
}
