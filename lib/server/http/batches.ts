/** Items in one go. For requests these are a few milliseconds of work, after which other work gets its turn. */
const MOST = 50;

/**
 * Collects items and handles them one by one when `schedule` calls back, so that work of one kind is done in one go.
 * What exceeds one batch waits for the next call.
 * @param handOn must not throw: the rest of the batch would be lost
 * @returns what takes an item
 */
export function inBatches<T>(schedule: (run: () => void) => void, handOn: (item: T) => void): (item: T) => void {
  let waiting: T[] = [];
  const run = () => {
    const batch = waiting.length > MOST ? waiting.slice(0, MOST) : waiting;
    waiting = waiting.length > MOST ? waiting.slice(MOST) : [];
    if (waiting.length > 0) schedule(run);
    for (const item of batch) handOn(item);
  };
  return (item) => {
    if (waiting.push(item) === 1) schedule(run);
  };
}
