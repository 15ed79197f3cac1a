/** Where conditions keep the sets of their lists' items. */
export interface Lists {
  /** The set of a stored list that was read before and is the same object still. */
  known(stored: unknown): ReadonlySet<string> | undefined;
  /** @param stored what the items were read from */
  setOf(items: readonly string[], stored: unknown): ReadonlySet<string>;
}

/** Every list in a set of its own. */
export const separateLists: Lists = {
  known: () => undefined,
  setOf: (items) => new Set(items),
};

/** A shorter list is made anew as fast as it is looked up. */
const FEWEST_SHARED = 100;
/** Items that are added at a stretch: one to two milliseconds. */
const STRETCH = 20_000;

/**
 * The lists of one ruleset. Rules change far more often than audiences of 100,000 ids: the set of a list that the
 * ruleset before has, as the very same object, is taken over.
 */
export class RulesetLists implements Lists {
  private readonly sets = new Map<unknown, ReadonlySet<string>>();
  private pending: { readonly set: Set<string>; readonly items: readonly string[] }[] = [];

  constructor(private previous?: RulesetLists) {}

  known(stored: unknown): ReadonlySet<string> | undefined {
    const known = this.sets.get(stored) ?? this.previous?.sets.get(stored);
    if (known !== undefined) this.sets.set(stored, known);
    return known;
  }

  /** A long list's set is empty until `fill` has run. */
  setOf(items: readonly string[], stored: unknown): ReadonlySet<string> {
    if (items.length < FEWEST_SHARED) return new Set(items);
    const set = new Set<string>();
    this.pending.push({ set, items });
    this.sets.set(stored, set);
    return set;
  }

  /** Fills the sets, step by step. To be run when every list is known, and before any is asked. */
  *fill(): Generator<undefined, void> {
    // Else each ruleset would hold on to all that went before it.
    this.previous = undefined;
    for (const { set, items } of this.pending) {
      for (let from = 0; from < items.length; from += STRETCH) {
        for (const item of items.slice(from, from + STRETCH)) set.add(item);
        yield;
      }
    }
    this.pending = [];
  }
}
