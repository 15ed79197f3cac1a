import { sleep } from "../wait";

/** Says when what keeps values up to date may go on: it rests while nobody looks, and hurries when there is a reason. */
export class Pace {
  /** The wait or the stream at this moment. */
  #leg = new AbortController();
  #rest: { over: Promise<void>; end: () => void } | undefined;

  /** Resolves when somebody looks. */
  get rested(): Promise<void> {
    return this.#rest?.over ?? Promise.resolve();
  }

  /** @returns what ends the wait or the stream that begins now; while nobody looks, it is over already */
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

  /** Now is the time to ask again. */
  wake(): void {
    this.#rest?.end();
    this.#rest = undefined;
    this.cut();
  }

  /** What is open is dead. */
  cut(): void {
    this.#leg.abort();
  }
}
