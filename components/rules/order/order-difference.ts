import { moved } from "@/lib/contract/moved";

/** The part of a rule that a comparison of lists needs. */
export interface Listed {
  readonly id: string;
  /** A value that changes when the rule is edited. */
  readonly version: string;
}

export interface ListDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The smallest set of rules that must move to turn one order into the other. */
  readonly moved: readonly string[];
  readonly edited: readonly string[];
}

/** The changes of a list between `before` and `after` by id, in the order of `after` (removed ones: of `before`). */
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
