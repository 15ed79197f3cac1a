import type { OperatorId, SegmentOperatorId, ValueKind } from "@/lib/targeting";

interface OperatorWords<Id extends OperatorId> {
  /** Reads between attribute and value: "country" is one of "US, CA". */
  label: string;
  /** The words when the value is a date. */
  dateLabel?: string;
  takes: ValueKind;
  /** Whether the value may be a list of what it takes: any of them. */
  takesSeveral?: true;
  inSegments: Id extends SegmentOperatorId ? true : false;
}

/**
 * How the dashboard speaks of each operator. Typed over all ids, so that a new one without words does not compile.
 * `takes` and `takesSeveral` repeat the engine's registry, because that brings the pattern engine (46 kB compressed) to pages that only show
 * sentences; a unit test holds the two equal.
 */
const words: { readonly [Id in OperatorId]: OperatorWords<Id> } = {
  equals: { label: "is", takes: "scalar", inSegments: true },
  not_equals: { label: "is not", takes: "scalar", inSegments: true },
  in: { label: "is one of", takes: "list", inSegments: true },
  not_in: { label: "is not one of", takes: "list", inSegments: true },
  contains: { label: "contains", takes: "scalar", takesSeveral: true, inSegments: true },
  not_contains: { label: "does not contain", takes: "scalar", takesSeveral: true, inSegments: true },
  starts_with: { label: "starts with", takes: "scalar", takesSeveral: true, inSegments: false },
  ends_with: { label: "ends with", takes: "scalar", takesSeveral: true, inSegments: false },
  greater_than: { label: "is more than", dateLabel: "is after", takes: "comparable", inSegments: true },
  less_than: { label: "is less than", dateLabel: "is before", takes: "comparable", inSegments: true },
  regex: { label: "matches the pattern", takes: "pattern", takesSeveral: true, inSegments: false },
  is_true: { label: "is true", takes: "none", inSegments: false },
  is_false: { label: "is false", takes: "none", inSegments: false },
  exists: { label: "is present", takes: "none", inSegments: false },
  not_exists: { label: "is missing", takes: "none", inSegments: false },
};

/** Which conditions are being built: a segment allows eight operators, a rule all fifteen. */
export type ConditionScope = "rule" | "segment";

// Object.keys forgets that a typed literal's keys are exactly its type's.
const ids = Object.keys(words) as OperatorId[];
const segmentIds = ids.filter((id) => words[id].inSegments);

/** The operators that may be chosen, in the order of the menu. */
export const operatorChoices = (scope: ConditionScope): readonly OperatorId[] => (scope === "rule" ? ids : segmentIds);

/** What the operator's value must be. */
export const valueKindOf = (operator: OperatorId): ValueKind => words[operator].takes;

/** Whether the operator's value may be a list of what it takes: any of them. */
export const takesSeveral = (operator: OperatorId): boolean => words[operator].takesSeveral ?? false;

/** The operator in words; `isDate` when it compares with a date. */
export function operatorLabel(operator: OperatorId, isDate = false): string {
  const { label, dateLabel } = words[operator];
  return isDate && dateLabel !== undefined ? dateLabel : label;
}
