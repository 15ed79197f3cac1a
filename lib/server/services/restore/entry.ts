import type { z } from "zod";
import type { AuditEntry } from "@/lib/contract/audit";
import { conflict } from "../../service-error";

/** What a restoring write did, and from which state. */
export interface Restoration {
  /** The state before; null: nothing existed. */
  before: object | null;
  after: object;
  /** What `If-Match` refers to: a resource or a list; null: nothing existed. */
  current: unknown;
  /** Rules that were unlinked from a segment and that were changed since. */
  leftAlone?: string[];
}

/**
 * One side of an entry, in the contract's current form of such a resource.
 * @throws ServiceError 409 for an entry of a version that had another form
 */
export function sideOf<Schema extends z.ZodType>(schema: Schema, side: unknown): z.output<Schema> {
  const parsed = schema.safeParse(side);
  if (parsed.success) return parsed.data;
  throw conflict("The entry was written by another version of Guidon, and cannot be restored by this one");
}

/** There is nothing to restore. */
export const alreadySo = () => conflict("Nothing to restore: it is so already");

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The names of the fields that an update can set. */
export const fieldsOf = <Shape extends z.ZodRawShape>({ shape }: z.ZodObject<Shape>) =>
  // Object.keys loses that a schema's keys are its type's.
  Object.keys(shape) as (keyof Shape & string)[];

/**
 * The fields of a resource that restoring an entry sets.
 * @param fields all fields that can be set
 */
export function restoredFields<T extends object, Field extends keyof T & string>(
  { before, after }: Pick<AuditEntry, "before" | "after">,
  resource: T,
  fields: readonly Field[],
  extent: "change" | "version",
): Partial<Pick<T, Field>> {
  const [old, now] = [Object(before), Object(after)];
  const chosen = fields.filter((field) => extent === "version" || !isSame(old[field], now[field]));
  const values = chosen.map((field) => [field, resource[field]]);
  // Each field has its own value.
  return Object.fromEntries(values) as Partial<Pick<T, Field>>;
}
