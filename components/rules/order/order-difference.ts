/** A listed rule as far as a comparison of lists needs it. */
export interface Listed {
  readonly id: string;
  /** Anything that is another one when the rule was edited. */
  readonly version: string;
}

export interface ListDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The fewest that have to move to turn one order into the other. */
  readonly moved: readonly string[];
  readonly edited: readonly string[];
}

/** What somebody else did to a list between `before` and `after`, by id, in the order of `after` (removed: of `before`). */
export function compareLists(before: readonly Listed[], after: readonly Listed[]): ListDifference {
  const old = new Map(before.map((item, index) => [item.id, { ...item, index }]));
  const now = new Set(after.map(({ id }) => id));
  const kept = after.flatMap((item) => {
    const earlier = old.get(item.id);
    return earlier === undefined ? [] : [{ ...item, earlier }];
  });
  const inPlace = longestIncreasing(kept.map(({ earlier }) => earlier.index));
  return {
    added: after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    moved: kept.filter((_, index) => !inPlace.has(index)).map(({ id }) => id),
    edited: kept.filter(({ version, earlier }) => version !== earlier.version).map(({ id }) => id),
  };
}

/** The indexes of a longest increasing run of distinct numbers: what can stay where it is. */
function longestIncreasing(values: readonly number[]): Set<number> {
  // tails[n] ends the best run of n + 1; each value remembers the one before it in its run.
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous.push(tails[low - 1]);
    tails[low] = index;
  }
  const run = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = previous[index]) run.add(index);
  return run;
}
