import { isSame } from "./is-same";

/**
 * How two edits of one field are merged. `whole`: a conflict when both changed it. `set`: the items added and removed
 * by both. `rows`: row by row, in order. `members`: member by member of an object.
 */
export type Strategy = "whole" | "set" | "rows" | "members";

/** A part that both have changed, each to another value. Undefined: the part does not exist there. */
export interface Conflict {
  /** Unique in its merge. */
  readonly key: string;
  readonly field: string;
  /** The member of the field, where the conflict is about one. */
  readonly member?: string;
  readonly strategy: Strategy;
  readonly opened: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** A part of a field: merged, or a conflict. For rows and members a part is a list of entries. */
export type Part = { readonly settled: unknown } | { readonly conflict: Conflict };

/** The value that two edits lead to together; undefined when they conflict. */
export function mergeValue(opened: unknown, mine: unknown, theirs: unknown): { value: unknown } | undefined {
  if (isSame(mine, theirs) || isSame(mine, opened)) return { value: theirs };
  if (isSame(theirs, opened)) return { value: mine };
  return undefined;
}

/** Their list without the items that I removed, and with those that I added at its end. Items are compared as JSON. */
export function mergeSets(opened: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const text = (item: unknown) => JSON.stringify(item);
  const [before, own, other] = [opened, mine, theirs].map((items) => new Set(items.map(text)));
  return [
    ...theirs.filter((item) => own?.has(text(item)) || !before?.has(text(item))),
    ...mine.filter((item) => !before?.has(text(item)) && !other?.has(text(item))),
  ];
}

export const isList = (value: unknown): value is unknown[] => Array.isArray(value);
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
