/** Often enough for proxies, which close a quiet connection after 30 s at the earliest. */
const EVERY_MS = 15_000;
const SLOTS = 60;

/**
 * A timer wheel that turns once every 15 s: one timer serves all members, a sixtieth of them at a time, whenever they
 * joined.
 */
export class Heartbeats<Member> {
  readonly #slots: readonly Set<Member>[] = Array.from({ length: SLOTS }, () => new Set<Member>());
  #timer: NodeJS.Timeout | undefined;
  #at = 0;
  #nextSlot = 0;

  /** @param beat gets the members whose turn has come */
  constructor(private readonly beat: (members: Iterable<Member>) => void) {}

  /** @returns how to remove it again */
  add(member: Member): () => void {
    // Slots are assigned in turn, and not by the clock, because after a restart everybody connects in the same second.
    const slot = this.#slots[this.#nextSlot];
    this.#nextSlot = (this.#nextSlot + 1) % SLOTS;
    slot?.add(member);
    this.#timer ??= setInterval(() => this.#tick(), EVERY_MS / SLOTS).unref();
    return () => void slot?.delete(member);
  }

  #tick(): void {
    const slot = this.#slots[this.#at];
    this.#at = (this.#at + 1) % SLOTS;
    if (slot !== undefined && slot.size > 0) this.beat(slot);
    else if (this.#at === 0 && this.#slots.every(({ size }) => size === 0)) this.#rest();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
