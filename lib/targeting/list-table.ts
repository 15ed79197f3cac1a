import { type Lists, type Membership, separateLists } from "./lists";
import { hashText } from "./murmur3";

/** A shorter list is as fast in a set of its own, and more likely to be shared by nobody. */
const FEWEST_ITEMS = 100;
/** Slots tried for one item before its list gets a set of its own: many ids with one hash must not slow everybody. */
const MOST_TRIES = 200;
/** Slots for each item, at least. */
const ROOM = 1.5;
/** Slots of one part of the table at most: 64 KiB, which the cache holds while the part is put in order. */
const MOST_SLOTS = 8192;

/** Items that are worked on at a stretch: one to two milliseconds. */
const STRETCH = 20_000;

interface List {
  /** What its items were read from. */
  readonly stored: unknown;
  readonly items: readonly string[];
  /** The number of its first item among all lists' items, counted from 1. */
  readonly first: number;
  /** Its own set, when the table cannot hold it. */
  set: Membership | null;
}

/**
 * All long lists of a ruleset in one hash table. Segments of 100,000 ids are too large for any cache, so that what a
 * look-up costs is the memory it touches: with a set for each of 50 segments, one id is searched in 50 places; in one
 * table, all lists' entries for an id stand side by side, and its hash is worked out once.
 */
export class ListTable implements Lists {
  private readonly lists: List[] = [];
  private count = 0;
  /** Slots of two numbers: an item's hash, and its number (0: free). At least one in every part is free. */
  private slots = new Int32Array(2);
  /** The bits of a hash that say where the search for it begins; those of them that choose within a part. */
  private mask = 0;
  private partMask = 0;
  private byStored: ReadonlyMap<unknown, readonly string[]> | undefined;

  /** @param before the table of an earlier ruleset: when it holds the very same lists, it is taken over as it is */
  constructor(private before: ListTable | undefined) {}

  known(stored: unknown): readonly string[] | undefined {
    return this.before?.itemsByStored().get(stored);
  }

  membership(items: readonly string[], stored: unknown): Membership {
    if (items.length < FEWEST_ITEMS) return separateLists.membership(items, stored);
    const list: List = { stored, items, first: this.count + 1, set: null };
    this.lists.push(list);
    this.count += items.length;
    return (scalar) => (list.set === null ? this.has(list, scalar.text, scalar.hash) : list.set(scalar));
  }

  /** Fills the table, step by step. To be run once, when every list is known and before any is asked. */
  *build(): Generator<undefined, void> {
    const { before } = this;
    // Else each table would hold on to all that went before it.
    this.before = undefined;
    if (this.count === 0) return;
    if (before !== undefined && this.holdsTheSameAs(before)) {
      this.slots = before.slots;
      this.mask = before.mask;
      this.partMask = before.partMask;
      for (const [at, list] of this.lists.entries()) list.set = before.lists[at]?.set ?? null;
      return;
    }
    const size = 2 ** Math.ceil(Math.log2(this.count * ROOM + 1));
    this.slots = new Int32Array(size * 2);
    this.mask = size - 1;
    this.partMask = Math.min(size, MOST_SLOTS) - 1;
    yield* this.order(yield* this.collect());
  }

  private itemsByStored(): ReadonlyMap<unknown, readonly string[]> {
    this.byStored ??= new Map(this.lists.map(({ stored, items }) => [stored, items]));
    return this.byStored;
  }

  private holdsTheSameAs({ lists }: ListTable): boolean {
    return lists.length === this.lists.length && lists.every(({ items }, at) => items === this.lists[at]?.items);
  }

  /**
   * Puts every item into its part of the table, one behind the other, and gives how many each part has. Going straight
   * to the slots of a table of 64 MiB would miss the cache with every item, and take five times as long.
   */
  private *collect(): Generator<undefined, Int32Array> {
    const { slots, mask, partMask } = this;
    const room = partMask + 1;
    const counts = new Int32Array((mask + 1) / room);
    for (const list of this.lists) {
      for (let from = 0; from < list.items.length; from += STRETCH) {
        const to = Math.min(from + STRETCH, list.items.length);
        for (let at = from; at < to; at += 1) {
          const hash = hashText(list.items[at] ?? "") | 0;
          const part = Math.floor((hash & mask) / room);
          const count = counts[part] ?? 0;
          // One slot stays free: that is where a search ends.
          if (count === partMask) separate(list);
          else {
            const slot = part * room + count;
            slots[slot * 2] = hash;
            slots[slot * 2 + 1] = list.first + at;
            counts[part] = count + 1;
          }
        }
        yield;
      }
    }
    return counts;
  }

  /** Moves the items of each part to where they are looked for. */
  private *order(counts: Int32Array): Generator<undefined, void> {
    for (const [part, count] of counts.entries()) {
      const start = part * (this.partMask + 1) * 2;
      const entries = this.slots.slice(start, start + count * 2);
      this.slots.fill(0, start, start + count * 2);
      for (let at = 0; at < count; at += 1) this.insert(entries[at * 2] ?? 0, entries[at * 2 + 1] ?? 0);
      yield;
    }
  }

  private insert(hash: number, number: number): void {
    const { slots } = this;
    let slot = hash & this.mask;
    for (let tries = 0; slots[slot * 2 + 1] !== 0; tries += 1) {
      if (tries === MOST_TRIES) {
        const list = this.lists.findLast(({ first }) => first <= number);
        if (list) separate(list);
        return;
      }
      slot = this.after(slot);
    }
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = number;
  }

  /** The next slot; behind the last one of a part comes its first. */
  private after(slot: number): number {
    return (slot & ~this.partMask) | ((slot + 1) & this.partMask);
  }

  private has({ items, first }: List, text: string, hash: number): boolean {
    const { slots } = this;
    for (let slot = hash & this.mask; ; slot = this.after(slot)) {
      const number = slots[slot * 2 + 1];
      // A free slot; there always is one.
      if (!number) return false;
      if (slots[slot * 2] === hash && items[number - first] === text) return true;
    }
  }
}

/** Gives a list that has an item without a slot a set of its own. */
function separate(list: List): void {
  list.set ??= separateLists.membership(list.items, list.stored);
}
