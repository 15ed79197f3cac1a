/**
 * A value that is often available at once, and otherwise later. An evaluation finds everything in memory, and a promise
 * for each of its dozen steps took a tenth of its time. After a page was rendered it is worse, because Next's
 * AsyncLocalStorage makes Node 20 track every promise of the process.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Continues with a value: now when it is available, else later. */
export function andThen<T, Next>(value: MaybePromise<T>, next: (value: T) => MaybePromise<Next>): MaybePromise<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
