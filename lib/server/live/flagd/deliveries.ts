import { Slices, type Steps } from "../../slices";

/** Limits on documents that are being sent to clients of flagd's protocol. Each client has a copy of its own. */
const deliveryLimits = {
  /** All that clients have not taken. A document that is larger by itself is sent alone. */
  bytes: 256 * 1024 * 1024,
  /** How long a client may take for a document while others wait for room. */
  patienceMs: 20_000,
} as const;

/** A client that is to get a document. */
export interface Recipient {
  /** The length of the document that it would get now. */
  readonly bytes: number;
  deliver(): void;
  /** Disconnects a client that does not take what it was sent. */
  cut(): void;
}

/**
 * Sends documents to clients, many of which may not read: the process holds only as many documents as fit its limit.
 */
export class Deliveries {
  readonly #slices = new Slices();
  readonly #waiting = new Set<Recipient>();
  /** Deliveries in progress, the oldest first. */
  readonly #underWay = new Map<Recipient, { bytes: number; until: number }>();
  #bytes = 0;
  #isHandingOver = false;
  #impatience: NodeJS.Timeout | undefined;

  constructor(private readonly limits: { bytes: number; patienceMs: number } = deliveryLimits) {}

  /** Delivers a document in a later turn, when there is room. */
  ask(recipient: Recipient): void {
    this.#waiting.add(recipient);
    this.#goOn();
  }

  /** Notes that a document was taken, or that its client has gone. */
  over(recipient: Recipient): void {
    this.#waiting.delete(recipient);
    this.#bytes -= this.#underWay.get(recipient)?.bytes ?? 0;
    this.#underWay.delete(recipient);
    if (this.#waiting.size > 0) this.#goOn();
  }

  #goOn(): void {
    if (this.#isHandingOver) return;
    this.#isHandingOver = true;
    void this.#slices.run(this.#handOver());
  }

  *#handOver(): Steps {
    try {
      for (const recipient of this.#waiting) {
        const { bytes } = recipient;
        if (this.#underWay.size > 0 && this.#bytes + bytes > this.limits.bytes) break;
        this.#waiting.delete(recipient);
        this.#underWay.set(recipient, { bytes, until: performance.now() + this.limits.patienceMs });
        this.#bytes += bytes;
        yield recipient.deliver();
      }
    } finally {
      this.#isHandingOver = false;
      this.#watch();
    }
  }

  /** While somebody waits, clients that take too long are disconnected to make room. */
  #watch(): void {
    const [oldest] = this.#underWay;
    if (this.#impatience !== undefined || this.#waiting.size === 0 || oldest === undefined) return;
    const left = Math.max(0, oldest[1].until - performance.now());
    this.#impatience = setTimeout(() => this.#makeRoom(), left).unref();
  }

  #makeRoom(): void {
    this.#impatience = undefined;
    const [oldest] = this.#underWay;
    if (this.#waiting.size > 0 && oldest !== undefined && oldest[1].until <= performance.now()) {
      const [recipient] = oldest;
      recipient.cut();
      this.over(recipient);
    }
    this.#watch();
  }
}
