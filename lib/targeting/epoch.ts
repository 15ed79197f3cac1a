/** Something that remembers what it found out during one evaluation. */
export interface Remembers {
  epoch: number;
}

/** Largest number that V8 keeps without allocating. */
const LAST = 2 ** 30 - 1;

/**
 * Numbers evaluations, so that an attribute or a segment is worked out once for each: what carries the number of the
 * running evaluation is fresh. Whatever is asked about a context is told that number with it. Numbers start over long
 * before they could lose precision, and then everything forgets, so that no stale answer can ever pass for a fresh one.
 */
export class Epochs {
  private current = 0;

  /** @param forget sets the epoch of all that was ever told a number to 0 */
  constructor(
    private readonly forget: () => void,
    private readonly last: number = LAST,
  ) {}

  next(): number {
    if (this.current >= this.last) {
      this.forget();
      this.current = 0;
    }
    this.current += 1;
    return this.current;
  }
}
