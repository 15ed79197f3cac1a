/** The owner of a stream: the key or the session that opened it, with which it ends. */
export interface StreamOwner {
  /** The id of the key or session. */
  id: string;
  /** Milliseconds since 1970 at which it ends by itself; null: no end is known. */
  expiresAt: number | null;
}

/**
 * After this time a client must connect again, and is authenticated again. It is up to a tenth shorter, so that clients
 * do not all come back at once.
 */
const LONGEST_MS = 60 * 60_000;

/** How long a stream may be open. It is asked again and again: a timer would not notice that a clock was set. */
export class StreamTerm {
  /** By the process's clock. */
  readonly #endsAt = performance.now() + LONGEST_MS * (1 - Math.random() / 10);
  /** By the machine's clock, which decides when a key expires. */
  readonly #expiresAt: number;

  constructor({ expiresAt }: StreamOwner) {
    this.#expiresAt = expiresAt ?? Number.POSITIVE_INFINITY;
  }

  get isOver(): boolean {
    return performance.now() >= this.#endsAt || Date.now() >= this.#expiresAt;
  }
}
