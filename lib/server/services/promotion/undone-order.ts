import type { Rule } from "@/lib/contract/rule";

type Placed = Pick<Rule, "id" | "position">;

/**
 * The order of a list's rules after a change of the list is reverted: as before the change. Later rules come after
 * everything that they follow now. When the list was reordered since, that order stays, and a rule that comes back
 * comes after everything that it followed.
 */
export function undoneOrder(
  before: readonly Placed[],
  after: readonly Placed[],
  current: readonly Placed[],
): readonly Placed[] {
  const [olds, changed, now] = [idsOf(before), idsOf(after), idsOf(current)];
  const [wasThere, wasAfter, isThere] = [new Set(olds), new Set(changed), new Set(now)];
  const isBack = (id: string) => isThere.has(id) || !wasAfter.has(id);
  const since = now.filter((id) => !wasThere.has(id) && !wasAfter.has(id));
  if (isSameOrder(changed, now)) {
    if (since.length === 0) return before.filter(({ id }) => isBack(id));
    return numbered(woven(olds.filter(isBack), since, now));
  }
  const kept = now.filter((id) => wasThere.has(id) || !wasAfter.has(id));
  const back = olds.filter((id) => !isThere.has(id) && isBack(id));
  return back.length === 0 && kept.length === now.length ? current : numbered(woven(kept, back, olds));
}

const idsOf = (rules: readonly Placed[]): string[] => rules.map(({ id }) => id);

/** Whether the ids that are in both lists have the same order. */
function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  const [inOne, inOther] = [new Set(one), new Set(other)];
  const both = other.filter((id) => inOne.has(id));
  return one.filter((id) => inOther.has(id)).every((id, index) => id === both[index]);
}

/** Inserts ids into a list, each after everything that it follows in another list. */
function woven(list: readonly string[], ids: readonly string[], other: readonly string[]): string[] {
  const places = new Map(list.map((id, index) => [id, index]));
  const isComing = new Set(ids);
  const whole: string[] = [];
  /** How much of `list` comes before the next id, and how much of it is there already. */
  let [before, there] = [0, 0];
  for (const id of other) {
    before = Math.max(before, (places.get(id) ?? -1) + 1);
    if (!isComing.has(id)) continue;
    whole.push(...list.slice(there, before), id);
    there = before;
  }
  return [...whole, ...list.slice(there)];
}

const numbered = (ids: readonly string[]): Placed[] => ids.map((id, index) => ({ id, position: index + 1 }));
