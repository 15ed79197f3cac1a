import { alignRows, type Likeness } from "./align-rows";
import { isSame } from "./is-same";

/**
 * How two edits of one field come together. `whole`: only if one of them left it alone. `set`: items added and taken
 * away. `rows`: row by row, in their order. `members`: the members of an object.
 */
export type Strategy = "whole" | "set" | "rows" | "members";

/** Where both have changed the same, and each to something else. Undefined: it is not there. */
export interface Conflict {
  /** Unique in its merge. */
  readonly key: string;
  readonly field: string;
  /** The member of the field that it is about. */
  readonly member?: string;
  readonly strategy: Strategy;
  readonly opened: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export type Side = "mine" | "theirs" | "both";
/** By a conflict's key. */
export type Choices = ReadonlyMap<string, Side>;

/** A part of a field: settled, or a conflict. Of rows and members, each part has any number of entries. */
type Part = { readonly settled: unknown } | { readonly conflict: Conflict };

interface Merge {
  readonly conflicts: readonly Conflict[];
  /** The fields with one side chosen in each conflict. `mine` where nothing was chosen. */
  resolve(choices: Choices): Record<string, unknown>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Brings two edits of one resource together, field by field. Where they do not touch, both count.
 * @param opened the fields as they were when both began
 * @param strategies by field; `whole` for those that are not named
 */
export function merge(
  opened: Fields,
  mine: Fields,
  theirs: Fields,
  strategies: Readonly<Record<string, Strategy>> = {},
): Merge {
  const fields = Object.keys(mine).map((field) => {
    const strategy = strategies[field] ?? "whole";
    return { field, strategy, parts: mergeField({ field, strategy }, opened[field], mine[field], theirs[field]) };
  });
  const conflicts = fields.flatMap(({ parts }) => parts.flatMap((part) => ("conflict" in part ? part.conflict : [])));
  return {
    conflicts,
    resolve: (choices) =>
      Object.fromEntries(fields.map(({ field, strategy, parts }) => [field, resolveField(strategy, parts, choices)])),
  };
}

type About = Pick<Conflict, "field" | "strategy">;

function mergeField(about: About, opened: unknown, mine: unknown, theirs: unknown): Part[] {
  const { field, strategy } = about;
  const one = mergeValue(opened, mine, theirs);
  if (one !== undefined) return [wholly(strategy, one.value)];
  if (strategy === "set" && isList(opened) && isList(mine) && isList(theirs)) {
    return [{ settled: mergeSets(opened, mine, theirs) }];
  }
  if (strategy === "rows" && isList(opened) && isList(mine) && isList(theirs)) {
    return mergeRows(field, opened, mine, theirs);
  }
  if (strategy === "members" && isObject(opened) && isObject(mine) && isObject(theirs)) {
    return mergeMembers(field, opened, mine, theirs);
  }
  return [{ conflict: { key: field, ...about, strategy: "whole", opened, mine, theirs } }];
}

/** Rows and members are parts that are put together again: what is settled as a whole is all of them at once. */
function wholly(strategy: Strategy, value: unknown): Part {
  if (strategy === "members" && isObject(value)) return { settled: Object.entries(value) };
  return { settled: value };
}

function resolveField(strategy: Strategy, parts: readonly Part[], choices: Choices): unknown {
  const values = parts.map((part) => ("settled" in part ? part.settled : chosen(part.conflict, choices)));
  const isWhole = parts.some((part) => "conflict" in part && part.conflict.strategy === "whole");
  if (isWhole || strategy === "whole" || strategy === "set") return values[0];
  const entries = values.every(isList) ? values.flat() : undefined;
  if (entries === undefined) return values[0];
  return strategy === "rows" ? entries : Object.fromEntries(entries.filter(isEntry));
}

function chosen({ key, member, strategy, mine, theirs }: Conflict, choices: Choices): unknown {
  const side = choices.get(key) ?? "mine";
  if (side === "both" && isList(mine) && isList(theirs)) return [...theirs, ...mine];
  const value = side === "theirs" ? theirs : mine;
  if (strategy !== "members") return value;
  return value === undefined ? [] : [[member, value]];
}

/** Of three values the one that both edits lead to; undefined when there is none. */
function mergeValue(opened: unknown, mine: unknown, theirs: unknown): { value: unknown } | undefined {
  if (isSame(mine, theirs) || isSame(mine, opened)) return { value: theirs };
  if (isSame(theirs, opened)) return { value: mine };
  return undefined;
}

/** Theirs without what I took away, and with what I added behind it. Items are compared as JSON has them. */
function mergeSets(opened: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const text = (item: unknown) => JSON.stringify(item);
  const [before, own, other] = [opened, mine, theirs].map((items) => new Set(items.map(text)));
  return [
    ...theirs.filter((item) => own?.has(text(item)) || !before?.has(text(item))),
    ...mine.filter((item) => !before?.has(text(item)) && !other?.has(text(item))),
  ];
}

/** A row without its value: two of the same frame ask for the same in other values. */
function frameOf(row: unknown): unknown {
  if (!isObject(row)) return row;
  const { value: _, ...frame } = row;
  return frame;
}

/** What a row asks for: a rule's condition has an `attribute`, a segment's a `key`. */
const subjectOf = (row: unknown): unknown => (isObject(row) ? (row.attribute ?? row.key) : row);

const likeness: Likeness = (one, other) =>
  isSame(one, other) ? "same" : isSame(subjectOf(one), subjectOf(other)) ? "alike" : "other";

function mergeRows(
  field: string,
  opened: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): Part[] {
  const own = alignRows(opened, mine, likeness);
  const other = alignRows(opened, theirs, likeness);
  const parts: Part[] = [];
  const add = (before: unknown[], mineNow: unknown[], theirsNow: unknown[]) => {
    const settled = mergeValue(before, mineNow, theirsNow)?.value ?? mergeRowValues(before, mineNow, theirsNow);
    const key = `${field}.${parts.length}`;
    const conflict = { key, field, strategy: "rows", opened: before, mine: mineNow, theirs: theirsNow } as const;
    parts.push(settled === undefined ? { conflict } : { settled });
  };
  for (let index = 0; index <= opened.length; index += 1) {
    const mineNew = (own.insertedBefore[index] ?? []).map((at) => mine[at]);
    const theirsNew = (other.insertedBefore[index] ?? []).map((at) => theirs[at]);
    const touch = mineNew.some((row) => theirsNew.some((theirRow) => likeness(row, theirRow) !== "other"));
    if (touch) add([], mineNew, theirsNew);
    else if (mineNew.length + theirsNew.length > 0) parts.push({ settled: [...theirsNew, ...mineNew] });
    if (index === opened.length) break;
    const now = (rows: readonly unknown[], at: number | undefined) => (at === undefined ? [] : [rows[at]]);
    add([opened[index]], now(mine, own.counterparts[index]), now(theirs, other.counterparts[index]));
  }
  return parts;
}

/** Of two lists of values of one row, such as pasted ids, both sides' items. */
function mergeRowValues(opened: unknown[], mine: unknown[], theirs: unknown[]): unknown[] | undefined {
  const rows = [opened[0], mine[0], theirs[0]];
  const [before, own, other] = rows.map((row) => (isObject(row) && isList(row.value) ? row.value : undefined));
  const [frame, ...frames] = rows.map(frameOf);
  if (before === undefined || own === undefined || other === undefined) return undefined;
  if (!frames.every((each) => isSame(each, frame)) || !isObject(mine[0])) return undefined;
  return [{ ...mine[0], value: mergeSets(before, own, other) }];
}

function mergeMembers(
  field: string,
  opened: Record<string, unknown>,
  mine: Record<string, unknown>,
  theirs: Record<string, unknown>,
): Part[] {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(opened)]);
  return [...names].map((member): Part => {
    const [before, own, other] = [opened[member], mine[member], theirs[member]];
    const one = mergeValue(before, own, other);
    if (one !== undefined) return { settled: one.value === undefined ? [] : [[member, one.value]] };
    const key = `${field}.${member}`;
    return { conflict: { key, field, member, strategy: "members", opened: before, mine: own, theirs: other } };
  });
}

const isEntry = (value: unknown): value is [string, unknown] => isList(value) && value.length === 2;
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
