import { isSame } from "@/components/forms/field-values";
import { EditedRows, isList, isObject, likeness, type Span } from "./align-rows";

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
type Part = { readonly settled: unknown } | { readonly conflict: Conflict };

export type Side = "mine" | "theirs" | "both";
/** By a conflict's key. */
export type Choices = ReadonlyMap<string, Side>;

interface Merge {
  readonly conflicts: readonly Conflict[];
  /** The merged fields with the chosen side of each conflict; `mine` where nothing was chosen. */
  resolve(choices: Choices): Record<string, unknown>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Merges two edits of one resource, field by field. Edits of different fields both count.
 * @param opened the fields as they were when both began
 * @param strategies by field; `whole` for fields without an entry
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

/** Rows and members are put together from parts; a field that is merged as a whole is one part. */
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

/** The value that two edits lead to together; undefined when they conflict. */
function mergeValue(opened: unknown, mine: unknown, theirs: unknown): { value: unknown } | undefined {
  if (isSame(mine, theirs) || isSame(mine, opened)) return { value: theirs };
  if (isSame(theirs, opened)) return { value: mine };
  return undefined;
}

/** Their list without the items that I removed, and with those that I added at its end. Items are compared as JSON. */
function mergeSets(opened: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const text = (item: unknown) => JSON.stringify(item);
  const [before, own, other] = [opened, mine, theirs].map((items) => new Set(items.map(text)));
  return [
    ...theirs.filter((item) => own?.has(text(item)) || !before?.has(text(item))),
    ...mine.filter((item) => !before?.has(text(item)) && !other?.has(text(item))),
  ];
}

/** A row without its value: two rows with one frame differ only in the value. */
function frameOf(row: unknown): unknown {
  if (!isObject(row)) return row;
  const { value: _, ...frame } = row;
  return frame;
}

/** Two edits of a list of conditions, row by row. @param field that the list is in */
function mergeRows(
  field: string,
  opened: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
): Part[] {
  const own = new EditedRows(opened, mine);
  const other = new EditedRows(opened, theirs);
  const hunks = opened.map((_, index) => hunkAt(index, opened, [own, other])).reduce(joinHunks, []);
  const parts: Part[] = [];
  const add = (before: unknown[], mineNow: unknown[], theirsNow: unknown[]) => {
    const settled = settle(before, mineNow, theirsNow);
    const key = `${field}.${parts.length}`;
    const conflict = { key, field, strategy: "rows", opened: before, mine: mineNow, theirs: theirsNow } as const;
    parts.push(settled === undefined ? { conflict } : { settled });
  };
  const newBefore = (edit: EditedRows, index: number) =>
    hunks.some(({ from, to, wide }) => wide.has(edit) && from <= index && index <= to + 1) ? [] : edit.newBefore(index);
  const rowsIn = (edit: EditedRows, hunk: Hunk) => (hunk.wide.has(edit) ? edit.inAndBeside(hunk) : edit.in(hunk));
  const addNew = (index: number) => {
    const [mineNew, theirsNew] = [newBefore(own, index), newBefore(other, index)];
    const touch = mineNew.some((row) => theirsNew.some((theirRow) => likeness(row, theirRow) !== "other"));
    if (touch) add([], mineNew, theirsNew);
    else if (mineNew.length + theirsNew.length > 0) parts.push({ settled: [...theirsNew, ...mineNew] });
  };
  for (const hunk of hunks) {
    addNew(hunk.from);
    add(opened.slice(hunk.from, hunk.to + 1), rowsIn(own, hunk), rowsIn(other, hunk));
  }
  addNew(opened.length);
  return parts;
}

/** Rows that are merged together: one, or all that are concerned where a conflict is about a group made or undone. */
interface Hunk extends Span {
  /** The edits that regrouped them: what is new beside them belongs to them, too. */
  readonly wide: ReadonlySet<EditedRows>;
}

function hunkAt(index: number, opened: readonly unknown[], edits: readonly [EditedRows, EditedRows]): Hunk {
  const one = { from: index, to: index, wide: new Set<EditedRows>() };
  const [mine, theirs] = edits;
  if (settle([opened[index]], mine.of(index), theirs.of(index)) !== undefined) return one;
  return edits.reduce<Hunk>((hunk, edit) => {
    const span = edit.regrouped(index);
    return span === null ? hunk : joined(hunk, { ...span, wide: new Set([edit]) });
  }, one);
}

/** Those that overlap become one. */
function joinHunks(hunks: readonly Hunk[], next: Hunk): readonly Hunk[] {
  const apart = hunks.filter(({ to }) => to < next.from);
  return [...apart, hunks.slice(apart.length).reduce(joined, next)];
}

const joined = (one: Hunk, other: Hunk): Hunk => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
  wide: new Set([...one.wide, ...other.wide]),
});

/** What both edits of some rows come to; undefined where they conflict. */
const settle = (opened: unknown[], mine: unknown[], theirs: unknown[]): unknown =>
  mergeValue(opened, mine, theirs)?.value ??
  ([opened, mine, theirs].every(({ length }) => length === 1) ? mergeRowValues(opened, mine, theirs) : undefined);

/** The union of two lists of values of one condition, such as pasted ids. A list as a variant's value is one value. */
function mergeRowValues(opened: unknown[], mine: unknown[], theirs: unknown[]): unknown[] | undefined {
  const rows = [opened[0], mine[0], theirs[0]];
  const group = mergeGroups(rows);
  if (group !== undefined) return [group];
  const [before, own, other] = rows.map((row) =>
    isObject(row) && "operator" in row && isList(row.value) ? row.value : undefined,
  );
  const [frame, ...frames] = rows.map(frameOf);
  if (before === undefined || own === undefined || other === undefined) return undefined;
  if (!frames.every((each) => isSame(each, frame)) || !isObject(mine[0])) return undefined;
  return [{ ...mine[0], value: mergeSets(before, own, other) }];
}

/** One group of what two edits made of it, element by element; undefined where they conflict, or it is no group. */
function mergeGroups(rows: readonly unknown[]): unknown {
  const [before, own, other] = rows.map((row) => (isObject(row) ? Object.entries(row) : []));
  const [kind, elements] = before?.length === 1 ? (before[0] ?? []) : [];
  const lists = [before, own, other].map((entries) =>
    entries?.length === 1 && entries[0]?.[0] === kind ? entries[0]?.[1] : undefined,
  );
  const [, mine, theirs] = lists;
  if (kind === undefined || !isList(elements) || !isList(mine) || !isList(theirs)) return undefined;
  const parts = mergeRows(kind, elements, mine, theirs);
  const settled = parts.flatMap((part) => ("settled" in part ? [part.settled] : []));
  const merged = settled.filter(isList).flat();
  // A group of which both together have taken away all would match nobody, or everybody.
  return settled.length === parts.length && merged.length > 0 ? { [kind]: merged } : undefined;
}
