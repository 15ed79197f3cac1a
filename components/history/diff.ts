import type { JsonValue } from "@/lib/contract/json";

/** A difference. `undefined` on a side: it does not exist there. */
export interface Difference {
  /** From the resource down: `["settings", "default_environment"]`. */
  readonly path: readonly string[];
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Fields that every change changes, or that no person needs. */
const UNSAID = new Set(["updated_at"]);
/** Fields that only identify the resource. */
const IDENTITY = new Set(["id", "project_id", "flag_id", "created_at", "updated_at", "salt"]);

type Fields = { readonly [key: string]: JsonValue | undefined };

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The differences of a change, field by field. Fields inside objects are separate; lists are compared as a whole. A new
 * or deleted resource has all its fields as differences.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  if (isFields(before) && isFields(after)) return changed(before, after, []);
  const only = isFields(after) ? after : isFields(before) ? before : {};
  const isNew = isFields(after);
  return Object.entries(only)
    .filter(([key, value]) => !IDENTITY.has(key) && value !== null)
    .map(([key, value]) => ({
      path: [key],
      before: isNew ? undefined : value,
      after: isNew ? value : undefined,
    }));
}

function changed(before: Fields, after: Fields, path: readonly string[]): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): Difference[] => {
    const [old, now] = [before[key], after[key]];
    if ((path.length === 0 && UNSAID.has(key)) || isSame(old, now)) return [];
    const here = [...path, key];
    // A value wrapped as {"value": X} is shown as X, because nobody typed the wrapper.
    if (isFields(old) && isFields(now)) return changed(old, now, here);
    return [{ path: here, before: old, after: now }];
  });
}

interface ListDifference {
  readonly added: readonly JsonValue[];
  readonly removed: readonly JsonValue[];
  /** How many are in both. */
  readonly kept: number;
}

/** The items added to a list and removed from it, as often as they were; undefined unless both sides are lists. */
export function listDifference(before: unknown, after: unknown): ListDifference | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const left = new Map<string, number>();
  for (const item of before) left.set(JSON.stringify(item), (left.get(JSON.stringify(item)) ?? 0) + 1);
  const added: JsonValue[] = [];
  for (const item of after) {
    const key = JSON.stringify(item);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else added.push(item);
  }
  const removed = [...left].flatMap(([key, count]): JsonValue[] => Array(count).fill(JSON.parse(key)));
  return { added, removed, kept: after.length - added.length };
}

/** A new order as positions in the old one, counted from 1. Null for an item that was not there. */
export function orderChange(before: unknown, after: unknown): (number | null)[] | undefined {
  const [old, now] = [idsOf(before), idsOf(after)];
  if (old === undefined || now === undefined) return undefined;
  return now.map((id) => (old.includes(id) ? old.indexOf(id) + 1 : null));
}

function idsOf(side: unknown): unknown[] | undefined {
  const ids: unknown = typeof side === "object" && side !== null ? Reflect.get(side, "rule_ids") : undefined;
  return Array.isArray(ids) ? ids : undefined;
}
