import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Actor, resourceTypeSchema } from "@/lib/contract/audit";
import { Prisma } from "../db/generated/client";
import type { Tx } from "./transaction";

type ResourceType = z.infer<typeof resourceTypeSchema>;
type OfFlag = "flag" | "rule" | "rule_order";

/** The flag that the change concerns, which instances then read again. */
type Concerned =
  | { resourceType: OfFlag; flagId: string }
  | { resourceType: Exclude<ResourceType, OfFlag>; flagId?: undefined };

/** One change of a write. `before` is null for something new, `after` for something deleted. */
export type AuditChange = Concerned & {
  /** The entry's id, for a write that has to refer to it; generated when absent. */
  id?: string;
  resourceId: string;
  action: string;
  /** The environment that the change is limited to, where neither state of the resource says so. */
  environment?: string;
  before: object | null;
  after: object | null;
  /** The entry that this change restores, where the write restores several. */
  restores?: string;
};

/** The name of a change in its entry, its environment, and its id where that must be known. */
export type EntryName = Pick<AuditChange, "action" | "id" | "environment">;

/** Who made a change, by which request, and why. */
export interface AuditContext {
  actor: Actor;
  requestId: string;
  /** Why, in the writer's own words. */
  comment?: string | undefined;
  /** The audit entry that the write restores. */
  restores?: string | undefined;
  /** The batch of every entry, where they are to be shown and reverted together. */
  batchId?: string | undefined;
}

/**
 * Inserts the audit entries of a change. In SQL, because deleting a segment makes an entry for each rule that links to
 * it. Prisma's call handles each value of each entry separately, and would block the process for seconds.
 */
export function auditInsert(
  projectId: string | null,
  { actor, requestId, comment, restores, batchId }: AuditContext,
  changes: readonly AuditChange[],
): Prisma.Sql {
  const befores = changes.map(({ before }) => textOf(before));
  const afters = changes.map(({ after }) => textOf(after));
  return Prisma.sql`
    INSERT INTO audit_entries (id, project_id, flag_id, resource_type, resource_id, action, actor_type, actor_id,
                               actor_name, environment, before, after, size, comment, restored_from, batch_id,
                                request_id)
    SELECT entry.id, ${projectId}::uuid, entry.flag_id, entry.type, entry.resource_id, entry.action, ${actor.type},
           ${actor.id}, ${actor.name}, entry.environment, entry.before::json, entry.after::json, entry.size,
           ${comment ?? null}, entry.restored_from, ${batchId ?? null}::uuid, ${requestId}
    FROM unnest(
      ${changes.map(({ id }) => id ?? randomUUID())}::uuid[],
      ${changes.map(({ flagId }) => flagId ?? null)}::uuid[],
      ${changes.map(({ resourceType }) => resourceType)}::text[],
      ${changes.map(({ resourceId }) => resourceId)}::uuid[],
      ${changes.map(({ action }) => action)}::text[],
      ${changes.map(environmentOf)}::text[],
      ${befores}::text[],
      ${afters}::text[],
      ${befores.map((before, index) => sizeOf(before) + sizeOf(afters[index] ?? null))}::int[],
      ${changes.map((change) => change.restores ?? restores ?? null)}::uuid[]
    ) AS entry(id, flag_id, type, resource_id, action, environment, before, after, size, restored_from)`;
}

/** Writes the audit entries of a change, in the transaction that makes it. */
export async function insertAudit(tx: Tx, ...written: Parameters<typeof auditInsert>): Promise<void> {
  await tx.$executeRaw(auditInsert(...written));
}

/** The environment that a change is limited to, as it, rules and their orders say; null: it is not limited to one. */
function environmentOf({ environment: named, before, after }: AuditChange): string | null {
  const environment: unknown = named ?? Reflect.get(after ?? before ?? {}, "environment");
  return typeof environment === "string" ? environment : null;
}

const textOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
const sizeOf = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));

/** The most that one statement deletes: more would hold locks and the disk for too long. Bytes are of JSON. */
const DELETED_AT_ONCE = { entries: 5_000, bytes: 64 * 1024 * 1024 };

/**
 * Deletes the oldest entries that are older than this many days.
 * @returns how many it deleted; 0: there are no more
 */
export const deleteOldAudit = (tx: Tx, days: number): Promise<number> =>
  // Prisma can limit a deletion neither by rows nor by their sizes: an entry about a segment may have megabytes.
  tx.$executeRaw`
    DELETE FROM audit_entries WHERE sequence IN (
      SELECT sequence FROM (
        SELECT sequence, sum(size) OVER (ORDER BY sequence) - size AS bytes_before FROM (
          SELECT sequence, size FROM audit_entries WHERE created_at < now() - make_interval(days => ${days}::int)
          ORDER BY sequence LIMIT ${DELETED_AT_ONCE.entries}
        ) AS oldest
      ) AS summed
      WHERE bytes_before < ${DELETED_AT_ONCE.bytes})`;
