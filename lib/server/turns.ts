/**
 * Runs at most `atOnce` tasks at a time, in the order of their arrival.
 * @param refuse makes the error for a task that arrives when `waiting` others are waiting
 * @returns what runs a task when its turn has come
 */
export function inTurns(
  { atOnce, waiting }: { atOnce: number; waiting: number },
  refuse: () => Error,
): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (task) => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw refuse();
    // A task that ends passes its place on, so that no newcomer takes it.
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
