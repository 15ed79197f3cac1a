import { isRecord, listOf } from "./values";

/** How deep groups may be nested. A deeper group matches nobody, so that no list of conditions overflows the stack. */
export const MAX_GROUP_DEPTH = 4;

/** How a group combines its elements: every one holds, at least one does, or none does. */
export type GroupKind = "all" | "any" | "none";

export const groupKinds: readonly GroupKind[] = ["all", "any", "none"];

type GroupInput<C> =
  | { readonly all: readonly ElementInput<C>[] }
  | { readonly any: readonly ElementInput<C>[] }
  | { readonly none: readonly ElementInput<C>[] };

/** Holds for the members of the segment with this id. */
interface SegmentReference {
  readonly segment: string;
}

/** An element of a list of conditions. */
export type ElementInput<C> = C | GroupInput<C> | SegmentReference;

/** An element, and which of the three it is. */
type ReadElement<C> =
  | { readonly type: "condition"; readonly condition: C }
  | { readonly type: "group"; readonly kind: GroupKind; readonly elements: readonly ElementInput<C>[] }
  | { readonly type: "segment"; readonly segmentId: string };

/** Tells which kind of element it is. Anything with an operator, or of no known kind, is a condition. */
export function readElement<C>(element: ElementInput<C>): ReadElement<C> {
  // A condition's type does not mention the fields of the two others.
  const fields: unknown = element;
  if (isRecord(fields) && !Object.hasOwn(fields, "operator")) {
    const kind = groupKinds.find((each) => Object.hasOwn(fields, each));
    if (kind !== undefined) return { type: "group", kind, elements: listOf(fields[kind]) as ElementInput<C>[] };
    if (typeof fields.segment === "string") return { type: "segment", segmentId: fields.segment };
  }
  return { type: "condition", condition: element as C };
}

/** A group of this kind. */
export function groupOf<E>(kind: GroupKind, elements: readonly E[]): Readonly<Record<GroupKind, readonly E[]>> {
  return { [kind]: elements } as Readonly<Record<GroupKind, readonly E[]>>;
}

/** An element in a list, with the keys that lead to it: `[1, "any", 0]`. */
interface PlacedElement<C> {
  readonly element: Exclude<ReadElement<C>, { type: "group" }>;
  readonly path: readonly (string | number)[];
}

/**
 * Every condition and every reference of a list, also those in groups, in order. Groups that are nested too deeply are
 * left out.
 */
export function leavesOf<C>(elements: readonly ElementInput<C>[]): PlacedElement<C>[] {
  const leaves: PlacedElement<C>[] = [];
  const collect = (list: readonly ElementInput<C>[], path: readonly (string | number)[], depth: number): void => {
    for (const [index, each] of list.entries()) {
      const element = readElement(each);
      const here = [...path, index];
      if (element.type !== "group") leaves.push({ element, path: here });
      else if (depth < MAX_GROUP_DEPTH) collect(element.elements, [...here, element.kind], depth + 1);
    }
  };
  collect(elements, [], 0);
  return leaves;
}

/** The conditions of a list, also those in groups. */
export const conditionsIn = <C>(elements: readonly ElementInput<C>[]): C[] =>
  leavesOf(elements).flatMap(({ element }) => (element.type === "condition" ? [element.condition] : []));

/** The ids of the segments that a list refers to, each once. */
export const segmentsIn = (elements: readonly ElementInput<unknown>[]): string[] => [
  ...new Set(leavesOf(elements).flatMap(({ element }) => (element.type === "segment" ? [element.segmentId] : []))),
];

/** The list with each condition as `change` makes it. Groups that are deeper than may be are left empty. */
export const mapConditions = <C, D>(
  elements: readonly ElementInput<C>[],
  change: (condition: C) => D,
  depth = 0,
): ElementInput<D>[] =>
  depth > MAX_GROUP_DEPTH ? [] : elements.map((element) => mapElement(readElement(element), change, depth));

function mapElement<C, D>(element: ReadElement<C>, change: (condition: C) => D, depth: number): ElementInput<D> {
  switch (element.type) {
    case "condition":
      return change(element.condition);
    case "group":
      return groupOf(element.kind, mapConditions(element.elements, change, depth + 1));
    case "segment":
      return { segment: element.segmentId };
  }
}

/** A condition of which nothing is known. */
export type UnknownCondition = Readonly<Record<string, unknown>>;

/**
 * Visits the conditions of a list as it is stored, which may be damaged, also those in groups. A cold start does so
 * once with each condition of a ruleset, before V8 has compiled any of this: the loop calls little and makes no
 * objects.
 */
export function visitConditions(elements: unknown, visit: (condition: UnknownCondition) => void, depth = 0): void {
  if (!Array.isArray(elements) || depth > MAX_GROUP_DEPTH) return;
  for (let at = 0; at < elements.length; at += 1) {
    const element: unknown = elements[at];
    if (!isRecord(element)) continue;
    if (element.operator !== undefined) visit(element);
    else for (const kind of groupKinds) visitConditions(element[kind], visit, depth + 1);
  }
}
