import { type Lists, type Membership, separateLists } from "./lists";
import { hashText } from "./murmur3";

/** A shorter list is as fast in a set of its own, and more likely to be shared by nobody. */
const FEWEST_ITEMS = 100;
/** Slots tried for one item before its list gets a set of its own: many ids with one hash must not slow everybody. */
const MOST_TRIES = 200;
/** Slots for each item, at least. */
const ROOM = 1.5;
/** The table is filled in 2^10 parts, each small enough for the cache. */
const PART_BITS = 10;

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
  /** Slots of two numbers: an item's hash, and its number (0: free). */
  private slots = new Int32Array(2);
  private mask = 0;
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
      for (const [at, list] of this.lists.entries()) list.set = before.lists[at]?.set ?? null;
      return;
    }
    const size = 2 ** Math.ceil(Math.log2(this.count * ROOM + 1));
    this.slots = new Int32Array(size * 2);
    this.mask = size - 1;
    const entries = yield* this.entriesByPlace();
    for (let from = 0; from < this.count; from += STRETCH) {
      const to = Math.min(from + STRETCH, this.count);
      for (let at = from; at < to; at += 1) this.insert(entries[at * 2] ?? 0, entries[at * 2 + 1] ?? 0);
      yield;
    }
  }

  private itemsByStored(): ReadonlyMap<unknown, readonly string[]> {
    this.byStored ??= new Map(this.lists.map(({ stored, items }) => [stored, items]));
    return this.byStored;
  }

  private holdsTheSameAs({ lists }: ListTable): boolean {
    return lists.length === this.lists.length && lists.every(({ items }, at) => items === this.lists[at]?.items);
  }

  /**
   * Every item's hash and number, roughly in the order of their slots (a counting sort by part of the table): filling
   * a table of 64 MiB in no order at all would miss the cache with every item, and take five times as long.
   */
  private *entriesByPlace(): Generator<undefined, Int32Array> {
    const shift = Math.max(0, 31 - Math.clz32(this.mask) - PART_BITS);
    const partOf = (hash: number): number => (hash & this.mask) >>> shift;
    const hashes = new Int32Array(this.count);
    const ends = new Int32Array(2 ** (PART_BITS + 1));
    for (const { items, first } of this.lists) {
      for (let from = 0; from < items.length; from += STRETCH) {
        const to = Math.min(from + STRETCH, items.length);
        for (let at = from; at < to; at += 1) {
          const hash = hashText(items[at] ?? "") | 0;
          hashes[first - 1 + at] = hash;
          ends[partOf(hash) + 1] = (ends[partOf(hash) + 1] ?? 0) + 1;
        }
        yield;
      }
    }
    for (let part = 1; part < ends.length; part += 1) ends[part] = (ends[part] ?? 0) + (ends[part - 1] ?? 0);
    const entries = new Int32Array(this.count * 2);
    for (let from = 0; from < this.count; from += STRETCH) {
      const to = Math.min(from + STRETCH, this.count);
      for (let at = from; at < to; at += 1) {
        const hash = hashes[at] ?? 0;
        const place = ends[partOf(hash)] ?? 0;
        entries[place * 2] = hash;
        entries[place * 2 + 1] = at + 1;
        ends[partOf(hash)] = place + 1;
      }
      yield;
    }
    return entries;
  }

  private insert(hash: number, number: number): void {
    const { slots, mask } = this;
    let slot = hash & mask;
    for (let tries = 0; slots[slot * 2 + 1] !== 0; tries += 1) {
      if (tries === MOST_TRIES) {
        this.separate(number);
        return;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = number;
  }

  /** Gives the list of an item that found no slot a set of its own. */
  private separate(number: number): void {
    const list = this.lists.findLast(({ first }) => first <= number);
    if (list) list.set ??= separateLists.membership(list.items, list.stored);
  }

  private has({ items, first }: List, text: string, hash: number): boolean {
    const { slots, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot * 2 + 1];
      // A free slot; there always is one.
      if (!number) return false;
      if (slots[slot * 2] === hash && items[number - first] === text) return true;
    }
  }
}
