/** The longest delay of a timer. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Calls back later, without keeping a process alive.
 * @returns a function that cancels it
 */
export function later(ms: number, call: () => void): () => void {
  const timer: unknown = setTimeout(call, Math.min(ms, LONGEST_MS));
  // Node, Deno and Bun have objects with `unref`; browsers and workers have numbers.
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function") {
    timer.unref();
  }
  return () => clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
}

/** Resolves after a time, or as soon as the signal is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      forget();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const forget = later(ms, end);
    signal.addEventListener("abort", end);
  });
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** A signal that is aborted with another one, or when nothing has extended it in time. Call `end` after use. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  #forget: () => void = () => {};

  constructor(
    private readonly outer: AbortSignal,
    ms: number,
    private readonly message: string,
  ) {
    outer.addEventListener("abort", this.#pass);
    if (outer.aborted) this.#pass();
    this.extend(ms);
  }

  extend(ms: number): void {
    this.#forget();
    if (!this.signal.aborted) this.#forget = later(ms, () => this.#controller.abort(new Error(this.message)));
  }

  end(): void {
    this.#forget();
    this.outer.removeEventListener("abort", this.#pass);
  }

  readonly #pass = (): void => this.#controller.abort(this.outer.reason);
}
