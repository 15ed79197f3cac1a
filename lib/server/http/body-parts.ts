/** The size of the buffer for the first part. */
const FIRST_BYTES = 1024;
/** No honest client sends more parts with so few bytes on average. Each part costs a microsecond or two. */
const CRUMBS = { parts: 1_000, bytes: 16 };

/**
 * Collects a body from its parts. The parts are copied, because a kept part takes a hundred bytes more than its
 * content, and a client may send single bytes. So at most twice the body's bytes are held.
 */
export class BodyParts {
  #room = Buffer.alloc(0);
  #length = 0;
  #count = 0;

  /** Whether receiving it costs far more than its content is worth. */
  get isInCrumbs(): boolean {
    return this.#count > CRUMBS.parts && this.#length < this.#count * CRUMBS.bytes;
  }

  get length(): number {
    return this.#length;
  }

  add(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > this.#room.length) this.#grow(Math.max(length, 2 * this.#room.length, FIRST_BYTES));
    this.#room.set(part, this.#length);
    this.#length = length;
    this.#count += 1;
  }

  whole(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  #grow(bytes: number): void {
    const room = Buffer.allocUnsafe(bytes);
    this.#room.copy(room, 0, 0, this.#length);
    this.#room = room;
  }
}
