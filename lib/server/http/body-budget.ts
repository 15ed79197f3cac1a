import { ServiceError } from "../service-error";

const full = () => new ServiceError("unavailable", "Too many request bodies at once", { retryAfter: 1 });

/** A body that has not arrived whole. */
export interface Arriving {
  /** Of it, so far. */
  bytes: number;
  /** Gives it up. */
  refuse: (error: ServiceError) => void;
}

/**
 * The bytes of all request bodies that are arriving or being worked on. When they would be too many, the body that has
 * been arriving for longest is refused: a client that sends slowly, or stops, cannot keep others out.
 */
export class BodyBudget {
  #held = 0;
  /** The one that has been arriving for longest first. */
  readonly #arriving = new Set<Arriving>();

  constructor(private readonly limit: number) {}

  /** Bytes held now. */
  get held(): number {
    return this.#held;
  }

  begin(body: Arriving): void {
    this.#arriving.add(body);
  }

  /** Counts more of a body that is arriving. */
  grow(body: Arriving, bytes: number): void {
    body.bytes += bytes;
    this.#held += bytes;
    this.#makeRoom(body);
  }

  /** Notes that a body has arrived, or was given up. The bytes that are held of it still count. */
  settle(body: Arriving): void {
    this.#arriving.delete(body);
  }

  /**
   * Counts a body that came whole.
   * @throws ServiceError 503 when there is no room, and nobody to refuse in its place
   */
  take(bytes: number): void {
    this.#held += bytes;
    if (this.#held <= this.limit || this.#makeRoom()) return;
    this.#held -= bytes;
    throw full();
  }

  /** Gives back what was counted. */
  release(bytes: number): void {
    this.#held -= bytes;
  }

  /** @returns whether there is room now */
  #makeRoom(newest?: Arriving): boolean {
    while (this.#held > this.limit) {
      const [oldest = newest] = this.#arriving;
      if (oldest === undefined) return false;
      this.#arriving.delete(oldest);
      // It gives back its bytes itself.
      oldest.refuse(full());
    }
    return true;
  }
}
