import { moved } from "@/lib/contract/moved";

/** A listed rule as far as a comparison of lists needs it. */
export interface Listed {
  readonly id: string;
  /** Anything that is another one when the rule was edited. */
  readonly version: string;
}

export interface ListDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The fewest that have to move to turn one order into the other. */
  readonly moved: readonly string[];
  readonly edited: readonly string[];
}

/**
 * What somebody else did to a list between `before` and `after`, by id, in the order of `after` (removed: of `before`).
 */
export function compareLists(before: readonly Listed[], after: readonly Listed[]): ListDifference {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Set(after.map(({ id }) => id));
  const kept = after.flatMap((item) => {
    const earlier = old.get(item.id);
    return earlier === undefined ? [] : [{ ...item, earlier }];
  });
  return {
    added: after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    removed: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    moved: moved(
      before.map(({ id }) => id),
      after.map(({ id }) => id),
    ),
    edited: kept.filter(({ version, earlier }) => version !== earlier.version).map(({ id }) => id),
  };
}
