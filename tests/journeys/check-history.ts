import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { State } from "./state";

type Resource = Readonly<Record<string, unknown>>;

/** Entries that came between two states, oldest first. */
export const newEntries = (before: State, after: State): AuditEntry[] =>
  after.entries.slice(0, after.entries.length - before.entries.length).reverse();

/** A refused write leaves no trace; any other that changes something is told, and raises the revision. */
export function checkRevision(before: State, after: State): void {
  const isTold = after.entries.length > before.entries.length;
  const isOfTestUsers = newEntries(before, after).every(({ resource_type: type }) => type === "test_user");
  expect(after.entries.slice(after.entries.length - before.entries.length)).toEqual(before.entries);
  if (!isTold) {
    expect(after).toEqual(before);
  } else if (isOfTestUsers) {
    expect({ ...after, testUsers: [], entries: [] }).toEqual({ ...before, testUsers: [], entries: [] });
  } else {
    expect(after.revision).toBeGreaterThan(before.revision);
  }
}

/**
 * The entries lead from one state to the other: of each resource the first says what it was, each next one goes on from
 * the one before, and the last says what it is; and what is told of nothing has not changed.
 */
export function checkEntries(before: State, after: State): void {
  const [old, now] = [resources(before), resources(after)];
  const told = new Map<string, Resource | null>();
  const lists = new Set<string>();
  for (const entry of newEntries(before, after)) {
    for (const [id, [from, to]] of sidesOf(entry, lists)) {
      const known = told.has(id) ? (told.get(id) ?? null) : (old.get(id) ?? null);
      expect(withoutDerived(from), `what ${entry.action} says of before`).toEqual(withoutDerived(known));
      told.set(id, to);
    }
  }
  for (const [id, last] of told)
    expect(withoutDerived(last), "the last entry").toEqual(withoutDerived(now.get(id) ?? null));
  const lasting = new Set(before.flags.flatMap(({ id }) => (now.has(id) ? [id] : [])));
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    if (told.has(id)) continue;
    const [was, is] = [old.get(id), now.get(id)];
    // Whoever steps aside for another is told of by nobody.
    const isSame = isDeepStrictEqual(untold(was, lasting), untold(is, lasting));
    expect(isSame, `an entry of ${JSON.stringify([was, is])}`).toBe(true);
    const list = `${is?.flag_id} ${is?.environment}`;
    if (was?.position !== is?.position) expect(lists, "an entry of the list").toContain(list);
  }
}

const resources = ({ flags, rules, segments, testUsers }: State): Map<string, Resource> =>
  new Map([...flags, ...rules, ...segments, ...testUsers].map((each) => [each.id, each]));

/** Of a resource, what has an entry of its own: not its place, nor what is expected of flags that come or go. */
function untold(resource: Resource | undefined, flagIds: ReadonlySet<unknown>) {
  if (!Array.isArray(resource?.expectations)) return resource && { ...resource, position: 0 };
  return { ...resource, expectations: resource.expectations.filter(({ flag_id: id }) => flagIds.has(id)) };
}

/** What entries keep with a flag beside what it is. */
function withoutDerived(resource: Resource | null): object | null {
  if (resource === null) return null;
  const { rules, expectations, promoted_from, promotion, position, ...own } = resource;
  return resource.key === undefined && resource.match_type !== undefined ? { ...own, rules } : own;
}

/** What an entry says of each resource, before and after it; and of which lists it tells. */
function sidesOf(entry: AuditEntry, lists: Set<string>): Map<string, [Resource | null, Resource | null]> {
  const [from, to] = [entry.before, entry.after] as [Resource | null, Resource | null];
  const sides = new Map<string, [Resource | null, Resource | null]>();
  const rulesOf = (side: Resource | null) =>
    Array.isArray(side?.rules) && entry.resource_type !== "segment" ? side.rules : [];
  const rule = (id: string) => sides.get(id) ?? [null, null];
  for (const each of rulesOf(from)) sides.set(each.id, [each, null]);
  for (const each of rulesOf(to)) sides.set(each.id, [rule(each.id)[0], each]);
  if (entry.resource_type !== "rule_order") sides.set(entry.resource_id, [from, to]);
  lists.add(`${entry.flag_id} ${to?.environment ?? from?.environment ?? entry.environment}`);
  return sides;
}
