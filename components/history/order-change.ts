/**
 * A new order in terms of the old one: where each that is first, second, … now stood before, counted from 1. Null for
 * what was not there.
 */
export function orderChange(before: unknown, after: unknown): (number | null)[] | undefined {
  const [old, now] = [idsOf(before), idsOf(after)];
  if (old === undefined || now === undefined) return undefined;
  return now.map((id) => (old.includes(id) ? old.indexOf(id) + 1 : null));
}

function idsOf(side: unknown): unknown[] | undefined {
  const ids: unknown = typeof side === "object" && side !== null ? Reflect.get(side, "rule_ids") : undefined;
  return Array.isArray(ids) ? ids : undefined;
}
