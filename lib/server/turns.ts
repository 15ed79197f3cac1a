/**
 * Lets tasks run at most `atOnce` at a time, first come, first served.
 * @param refuse makes the error for a task that comes when `waiting` others wait already
 * @returns what runs a task when it is its turn
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
    // Whoever ends hands its place on, so that nobody who comes in between takes it.
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
