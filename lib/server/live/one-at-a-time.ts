/**
 * Runs a task for each key, never two of one key at a time. A call while a task runs gets the result of the next task,
 * which all calls made meanwhile share.
 */
export class OneAtATime<T> {
  readonly #running = new Map<string, Promise<T>>();
  readonly #queued = new Map<string, Promise<T>>();

  constructor(private readonly task: (key: string) => Promise<T>) {}

  /** The task that runs now, if any. It may have begun before the change that the caller knows about. */
  running(key: string): Promise<T> | undefined {
    return this.#running.get(key);
  }

  /** The result of a task that begins after this call. */
  run(key: string): Promise<T> {
    const queued = this.#queued.get(key);
    if (queued !== undefined) return queued;
    const running = this.#running.get(key);
    return running === undefined ? this.#begin(key) : this.#queue(key, running);
  }

  #begin(key: string): Promise<T> {
    const done = this.task(key).finally(() => {
      if (!this.#queued.has(key)) this.#running.delete(key);
    });
    this.#running.set(key, done);
    return done;
  }

  #queue(key: string, running: Promise<T>): Promise<T> {
    const begin = () => {
      this.#queued.delete(key);
      return this.#begin(key);
    };
    const next = running.then(begin, begin);
    this.#queued.set(key, next);
    return next;
  }
}
