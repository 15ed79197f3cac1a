/**
 * The fewest that have to move to turn one order into another, in the order of `after`. What is in one of them alone
 * does not count.
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
