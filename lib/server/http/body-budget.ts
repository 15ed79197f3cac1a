import { ServiceError } from "../service-error";

const full = () => new ServiceError("unavailable", "Too many request bodies at once", { retryAfter: 1 });

/** A body that is still arriving. */
export interface Arriving {
  /** How many bytes have arrived. */
  bytes: number;
  /** Gives the body up. */
  refuse: (error: ServiceError) => void;
}

/**
 * Limits the bytes of all request bodies that are arriving or being processed. When there would be too many, the body
 * that has been arriving for longest is refused, so that a client that sends slowly, or stops, cannot keep others out.
 */
export class BodyBudget {
  #held = 0;
  /** In the order in which they began to arrive. */
  readonly #arriving = new Set<Arriving>();

  constructor(private readonly limit: number) {}

  /** The bytes held now. */
  get held(): number {
    return this.#held;
  }

  begin(body: Arriving): void {
    this.#arriving.add(body);
  }

  /** Counts more bytes of an arriving body. */
  grow(body: Arriving, bytes: number): void {
    body.bytes += bytes;
    this.#held += bytes;
    this.#makeRoom(body);
  }

  /** Notes that a body has arrived, or was given up. Bytes of it that are held still count. */
  settle(body: Arriving): void {
    this.#arriving.delete(body);
  }

  /**
   * Counts a body that arrived in one piece.
   * @throws ServiceError 503 when there is no room, and no arriving body to refuse instead
   */
  take(bytes: number): void {
    this.#held += bytes;
    if (this.#held <= this.limit || this.#makeRoom()) return;
    this.#held -= bytes;
    throw full();
  }

  /** Gives back bytes that were counted. */
  release(bytes: number): void {
    this.#held -= bytes;
  }

  /** @returns whether there is room now */
  #makeRoom(newest?: Arriving): boolean {
    while (this.#held > this.limit) {
      const [oldest = newest] = this.#arriving;
      if (oldest === undefined) return false;
      this.#arriving.delete(oldest);
      // The refused body gives back its bytes itself.
      oldest.refuse(full());
    }
    return true;
  }
}
