/** How alike two rows are: equal, of the same kind (with another value), or neither. */
export type Likeness = (one: unknown, other: unknown) => "same" | "alike" | "other";

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
export function alignRows(opened: readonly unknown[], now: readonly unknown[], likeness: Likeness): Alignment {
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
