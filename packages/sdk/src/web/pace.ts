import { sleep } from "../wait";

/** Decides when values are updated: it pauses while nobody looks, and continues at once when there is a reason. */
export class Pace {
  /** The current wait or stream. */
  #leg = new AbortController();
  #rest: { over: Promise<void>; end: () => void } | undefined;

  /** Resolves when somebody looks. */
  get rested(): Promise<void> {
    return this.#rest?.over ?? Promise.resolve();
  }

  /** @returns the signal that ends the wait or stream that begins now; while nobody looks, it is aborted already */
  begin(): AbortSignal {
    this.#leg = new AbortController();
    if (this.#rest !== undefined) this.#leg.abort();
    return this.#leg.signal;
  }

  wait(ms: number): Promise<void> {
    return sleep(ms, this.begin());
  }

  /** Nobody looks any more. */
  rest(): void {
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#rest = { over, end };
    this.cut();
  }

  /** It is time to ask again. */
  wake(): void {
    this.#rest?.end();
    this.#rest = undefined;
    this.cut();
  }

  /** The open stream is dead. */
  cut(): void {
    this.#leg.abort();
  }
}
