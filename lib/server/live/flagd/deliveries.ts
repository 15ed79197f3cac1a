import { Slices, type Steps } from "../../slices";

/** Of the documents that are on their way to clients of flagd's protocol. Each has a copy of its own for each client. */
const deliveryLimits = {
  /** Of all that clients have not taken. A document that is longer by itself goes alone. */
  bytes: 256 * 1024 * 1024,
  /** How long a client may take one while others wait for the room. */
  patienceMs: 20_000,
} as const;

/** Who is to get a document. */
export interface Recipient {
  /** How long the document is that it would get now. */
  readonly bytes: number;
  deliver(): void;
  /** Gives up a client that does not take what it was sent. */
  cut(): void;
}

/** Hands documents to clients, of which many may not read: no more are under way than the process has room for. */
export class Deliveries {
  readonly #slices = new Slices();
  readonly #waiting = new Set<Recipient>();
  /** The one that has been so for longest first. */
  readonly #underWay = new Map<Recipient, { bytes: number; until: number }>();
  #bytes = 0;
  #isHandingOver = false;
  #impatience: NodeJS.Timeout | undefined;

  constructor(private readonly limits: { bytes: number; patienceMs: number } = deliveryLimits) {}

  /** Has a document delivered in a later turn, when there is room. */
  ask(recipient: Recipient): void {
    this.#waiting.add(recipient);
    this.#goOn();
  }

  /** Notes that its document was taken, or that nobody is there to take one. */
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

  /** While somebody waits, whoever has taken too long makes room. */
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
