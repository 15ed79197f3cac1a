import { logSeldom } from "../log-seldom";

/** Stops something that repeats. Resolves when a round in progress has ended. */
export type Stop = () => Promise<void>;

/**
 * Runs `task` repeatedly, `everyMs` after each end, until it is stopped. A failed round is logged, and the next one
 * tries again.
 */
export function repeat(name: string, everyMs: number, task: () => Promise<void>): Stop {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const next = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      round = task()
        .catch((error: unknown) => logSeldom("warn", { err: error }, `${name} failed; it will be tried again`))
        .then(next);
    }, everyMs).unref();
  };
  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await round;
  };
}
