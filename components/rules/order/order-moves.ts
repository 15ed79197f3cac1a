import { moved } from "@/lib/contract/moved";

/** The target: an end, one step, or the position of another rule (where a drag ends). */
export type MoveTarget = "top" | "up" | "down" | "bottom" | { readonly positionOf: string };

/**
 * Moves an id. Dragging, arrow keys, touch and the menu all use it.
 * @returns the new order; the same array when nothing moves or an id is unknown
 */
export function moveInOrder(order: readonly string[], id: string, target: MoveTarget): readonly string[] {
  const from = order.indexOf(id);
  const to = positionFor(order, from, target);
  if (from === -1 || to === -1 || to === from) return order;
  const rest = order.filter((other) => other !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

function positionFor(order: readonly string[], from: number, target: MoveTarget): number {
  const last = order.length - 1;
  switch (target) {
    case "top":
      return 0;
    case "up":
      return Math.max(from - 1, 0);
    case "down":
      return Math.min(from + 1, last);
    case "bottom":
      return last;
    default:
      return order.indexOf(target.positionOf);
  }
}

/** Rules in the order of the ids; what the ids do not name stays last. */
export function inOrder<Listed extends { id: string }>(rules: readonly Listed[], ids: readonly string[]): Listed[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const named = ids.flatMap((id) => byId.get(id) ?? []);
  return [...named, ...rules.filter(({ id }) => !ids.includes(id))];
}

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
