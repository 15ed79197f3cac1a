/**
 * Collects items, and hands them on one by one when `schedule` calls back, so that work of one kind is done in one go.
 * @param handOn must not throw: the rest of the batch would be lost
 * @returns what takes an item
 */
export function inBatches<T>(schedule: (run: () => void) => void, handOn: (item: T) => void): (item: T) => void {
  let waiting: T[] = [];
  const run = () => {
    const batch = waiting;
    waiting = [];
    for (const item of batch) handOn(item);
  };
  return (item) => {
    if (waiting.push(item) === 1) schedule(run);
  };
}
