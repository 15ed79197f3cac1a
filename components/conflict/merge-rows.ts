import { isSame } from "./is-same";
import { isList, isObject, mergeSets, mergeValue, type Part } from "./merge-values";

/** A row without its value: two rows with one frame differ only in the value. */
function frameOf(row: unknown): unknown {
  if (!isObject(row)) return row;
  const { value: _, ...frame } = row;
  return frame;
}

/** The attribute of a row, `attribute` in a rule's condition, `key` in a segment's; what else it is: a group of a kind. */
const subjectOf = (row: unknown): unknown =>
  isObject(row) ? (row.attribute ?? row.key ?? Object.keys(row).join()) : row;

const likeness: Likeness = (one, other) =>
  isSame(one, other) ? "same" : isSame(subjectOf(one), subjectOf(other)) ? "alike" : "other";

/** Two edits of a list of conditions, row by row. @param field that the list is in */
export function mergeRows(
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

/** The union of two lists of values of one row, such as pasted ids. */
function mergeRowValues(opened: unknown[], mine: unknown[], theirs: unknown[]): unknown[] | undefined {
  const rows = [opened[0], mine[0], theirs[0]];
  const group = mergeGroups(rows);
  if (group !== undefined) return [group];
  const [before, own, other] = rows.map((row) => (isObject(row) && isList(row.value) ? row.value : undefined));
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

/** How alike two rows are: equal, of the same kind (with another value), or neither. */
type Likeness = (one: unknown, other: unknown) => "same" | "alike" | "other";

/** A row of the opened list and its counterpart in another list; undefined: the row is gone there. */
interface Alignment {
  /** By index in the opened list. */
  counterparts: (number | undefined)[];
  /** The new rows by index in the opened list, each before its row; those at the end come last. */
  insertedBefore: number[][];
}

/** The score of pairing two rows. Replacing a row scores more than deleting one and inserting another. */
const WORTH = { same: 8, alike: 4, other: 1 } as const;

/**
 * Pairs the rows of two lists, in their order, so that as few as possible are changed, replaced, inserted or deleted.
 */
function alignRows(opened: readonly unknown[], now: readonly unknown[], likeness: Likeness): Alignment {
  const worthOf = opened.map((row) => now.map((other) => WORTH[likeness(row, other)]));
  // best[i][j]: the score of the best pairs of the rows from i and j on.
  const best = Array.from({ length: opened.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const pair = (i: number, j: number): number => (worthOf[i]?.[j] ?? 0) + at(i + 1, j + 1);
  for (let i = opened.length - 1; i >= 0; i -= 1) {
    const line = best[i] ?? [];
    for (let j = now.length - 1; j >= 0; j -= 1) line[j] = Math.max(pair(i, j), at(i + 1, j), at(i, j + 1));
  }

  const counterparts = new Array<number | undefined>(opened.length).fill(undefined);
  const insertedBefore: number[][] = Array.from({ length: opened.length + 1 }, () => []);
  let i = 0;
  let j = 0;
  while (i < opened.length || j < now.length) {
    if (i < opened.length && j < now.length && at(i, j) === pair(i, j)) counterparts[i++] = j++;
    else if (i < opened.length && at(i, j) === at(i + 1, j)) i += 1;
    else insertedBefore[i]?.push(j++);
  }
  return { counterparts, insertedBefore };
}
