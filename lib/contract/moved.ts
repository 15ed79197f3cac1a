/**
 * The fewest items that must move to turn one order into another, in the order of `after`. Items that are in only one
 * of them do not count.
 */
export function moved(before: readonly string[], after: readonly string[]): string[] {
  const places = new Map(before.map((id, index) => [id, index]));
  const kept = after.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ id, place }];
  });
  const staying = longestIncreasing(kept.map(({ place }) => place));
  return kept.filter((_, index) => !staying.has(index)).map(({ id }) => id);
}

/** The indexes of a longest increasing subsequence of distinct numbers: these items can stay in place. */
function longestIncreasing(values: readonly number[]): Set<number> {
  // tails[n] ends the best subsequence of length n + 1; each value remembers its predecessor.
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
