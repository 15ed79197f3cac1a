import { log } from "./log";

/** How long work may block the process: well under the limit of 20 ms, and ten times what switching costs. */
const SLICE_MS = 5;

/** Work in steps: it can be interrupted after any step and continued later. */
export type Steps = Iterator<unknown>;

interface Clock {
  now(): number;
  /** Calls back once the event loop has handled everything else. */
  nextTurn(run: () => void): void;
}

export const processClock: Clock = { now: () => performance.now(), nextTurn: (run) => void setImmediate(run) };

/**
 * Does long work in slices, each in its own turn of the event loop. Concurrent work takes turns, so that a long piece
 * does not delay a short one.
 */
export class Slices {
  readonly #waiting: { steps: Steps; done: () => void }[] = [];

  constructor(private readonly clock: Clock = processClock) {}

  /** Begins in a later turn. @returns when it is done; a step that throws ends its work, and is logged. */
  run(steps: Steps): Promise<void> {
    return new Promise((done) => {
      if (this.#waiting.push({ steps, done }) === 1) this.clock.nextTurn(() => this.#next());
    });
  }

  #next(): void {
    const work = this.#waiting[0];
    if (work === undefined) return;
    const isDone = this.#advance(work.steps);
    this.#waiting.shift();
    if (isDone) work.done();
    else this.#waiting.push(work);
    if (this.#waiting.length > 0) this.clock.nextTurn(() => this.#next());
  }

  #advance(steps: Steps): boolean {
    const end = this.clock.now() + SLICE_MS;
    try {
      do {
        if (steps.next().done) return true;
      } while (this.clock.now() < end);
      return false;
    } catch (error) {
      log.error({ err: error }, "work in slices failed");
      return true;
    }
  }
}
