/**
 * What is often there at once, and otherwise takes a while. An evaluation finds everything in memory, and a promise for
 * each of its dozen steps took a tenth of its time. It is worse once a page was rendered: from then on Next's
 * AsyncLocalStorage has Node 20 follow every promise of the process.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value: now when it is there, else when it comes. */
export function andThen<T, Next>(value: MaybePromise<T>, next: (value: T) => MaybePromise<Next>): MaybePromise<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}
