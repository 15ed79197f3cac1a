/** Makes the sets in which conditions look up the items of their lists. */
export interface Lists {
  setOf(items: readonly string[]): ReadonlySet<string>;
}

/** Fills every set at once. */
export const separateLists: Lists = { setOf: (items) => new Set(items) };

/** Sets of shorter lists are filled at once. */
const FEWEST_IN_STEPS = 100;
/** Items that are added before other work gets its turn: about a millisecond. */
const STRETCH = 5_000;

/**
 * Makes the sets of a ruleset's lists. Long ones are filled step by step, so that an audience of 100,000 ids blocks
 * nobody.
 */
export class RulesetLists implements Lists {
  private pending: { readonly set: Set<string>; readonly items: readonly string[] }[] = [];

  /** A long list's set is empty until `fill` has run. */
  setOf(items: readonly string[]): ReadonlySet<string> {
    if (items.length < FEWEST_IN_STEPS) return new Set(items);
    const set = new Set<string>();
    this.pending.push({ set, items });
    return set;
  }

  /** Fills the sets made since the last call. It must run before any of them is asked. */
  *fill(): Generator<undefined, void> {
    const { pending } = this;
    this.pending = [];
    for (const { set, items } of pending) {
      for (let from = 0; from < items.length; from += STRETCH) {
        for (const item of items.slice(from, from + STRETCH)) set.add(item);
        yield;
      }
    }
  }
}
