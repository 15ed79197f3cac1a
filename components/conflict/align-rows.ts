import { isSame } from "@/components/forms/field-values";

export const isList = (value: unknown): value is unknown[] => Array.isArray(value);
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How alike two rows are: equal, of the same kind (with another value), or neither. */
export const likeness = (one: unknown, other: unknown): "same" | "alike" | "other" =>
  isSame(one, other) ? "same" : isSame(subjectOf(one), subjectOf(other)) ? "alike" : "other";

/**
 * What a row is about: its attribute (`attribute` in a rule's condition, `key` in a segment's), a variant's name, or a
 * group's kind.
 */
const subjectOf = (row: unknown): unknown =>
  isObject(row) ? (row.attribute ?? row.key ?? row.name ?? Object.keys(row).join()) : row;

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
function alignRows(opened: readonly unknown[], now: readonly unknown[]): Alignment {
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

/** Rows of the opened list, from one index to another; both are meant. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What an edit made of a list, row by row of what it was. */
export class EditedRows {
  private readonly alignment: Alignment;

  constructor(
    private readonly opened: readonly unknown[],
    private readonly now: readonly unknown[],
  ) {
    this.alignment = alignRows(opened, now);
  }

  /** What became of a row: a list of one, or of none where it is gone. */
  of(index: number): unknown[] {
    const at = this.alignment.counterparts[index];
    return at === undefined ? [] : [this.now[at]];
  }

  newBefore(index: number): unknown[] {
    return (this.alignment.insertedBefore[index] ?? []).map((at) => this.now[at]);
  }

  /** What became of some rows, with those that are new between them. */
  in({ from, to }: Span): unknown[] {
    return this.opened
      .slice(from, to + 1)
      .flatMap((_, at) => [...(at === 0 ? [] : this.newBefore(from + at)), ...this.of(from + at)]);
  }

  /** The same, and the new rows on both sides. */
  inAndBeside(span: Span): unknown[] {
    return [...this.newBefore(span.from), ...this.in(span), ...this.newBefore(span.to + 1)];
  }

  /**
   * The rows that were grouped or ungrouped together with one; null when it was neither. A merge takes all of them or
   * none: a part of them would be a condition that nobody wrote.
   */
  regrouped(index: number): Span | null {
    if (!this.isRemade(index)) return null;
    let [from, to] = [index, index];
    while (from > 0 && this.isRemade(from - 1)) from -= 1;
    while (to + 1 < this.opened.length && this.isRemade(to + 1)) to += 1;
    const rows = [...this.opened.slice(from, to + 1), ...this.inAndBeside({ from, to })];
    return rows.some(isGroup) ? { from, to } : null;
  }

  /** It is gone, or another one stands in its place. */
  private isRemade(index: number): boolean {
    const [row] = this.of(index);
    return row === undefined || likeness(this.opened[index], row) === "other";
  }
}

/** A group has one member, its kind, which holds its elements. */
const isGroup = (row: unknown): boolean => {
  const [held, ...others] = isObject(row) ? Object.values(row) : [];
  return others.length === 0 && isList(held);
};
