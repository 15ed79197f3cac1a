import type { ComparisonKind } from "../comparable";
import { greaterThan, lessThan } from "./compare";
import { exists, isFalse, isTrue, notExists } from "./constant";
import { equals, isIn, isNotIn, notEquals } from "./equality";
import type { Operator, ValueKind } from "./operator";
import { regex } from "./regex";
import { contains, endsWith, notContains, startsWith } from "./search";

/** Every operator, in the order of the reference. The one list: ids, kinds and labels elsewhere are derived from it. */
const registry = {
  equals,
  not_equals: notEquals,
  contains,
  not_contains: notContains,
  starts_with: startsWith,
  ends_with: endsWith,
  in: isIn,
  not_in: isNotIn,
  greater_than: greaterThan,
  less_than: lessThan,
  regex,
  is_true: isTrue,
  is_false: isFalse,
  exists,
  not_exists: notExists,
} as const satisfies Record<string, Operator>;

type Registry = typeof registry;

export type OperatorId = keyof Registry;

/** The operators that a segment's conditions may use. */
export type SegmentOperatorId = {
  [Id in OperatorId]: Registry[Id]["inSegments"] extends true ? Id : never;
}[OperatorId];

// Object.keys loses that a literal's keys are exactly its type's, and that there are some.
export const operatorIds = Object.keys(registry) as unknown as readonly [OperatorId, ...OperatorId[]];

// As above: the filter keeps the ids of that type, and there are eight.
export const segmentOperatorIds = operatorIds.filter((id) => registry[id].inSegments) as unknown as readonly [
  SegmentOperatorId,
  ...SegmentOperatorId[],
];

const byId: ReadonlyMap<unknown, Operator> = new Map(Object.entries(registry));

/** The entry of an operator, or undefined for one that the engine does not know. */
export function findOperator(id: unknown): Operator | undefined {
  return byId.get(id);
}

/** What the operator's `value` must be. */
export function operatorValueKind(id: OperatorId): ValueKind {
  return registry[id].takes;
}

/** The options that the operator supports besides one value. */
export function operatorOptions(id: OperatorId): OperatorOptions {
  const { matchesWhen, takesSeveral = false, ignoresCase = false, comparesAs = [] }: Operator = registry[id];
  return { takesSeveral, canNegate: matchesWhen === "each" || matchesWhen === "none", ignoresCase, comparesAs };
}

interface OperatorOptions {
  /** Whether the value may be a list, of which any item may match. */
  readonly takesSeveral: boolean;
  /** False for operators that only ask whether the attribute is present: each has an opposite instead. */
  readonly canNegate: boolean;
  readonly ignoresCase: boolean;
  readonly comparesAs: readonly ComparisonKind[];
}
