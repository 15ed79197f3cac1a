import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Actor, resourceTypeSchema } from "@/lib/contract/audit";
import { Prisma } from "../db/generated/client";
import { jsonText } from "./json";
import type { Tx } from "./transaction";

type ResourceType = z.infer<typeof resourceTypeSchema>;
type OfFlag = "flag" | "rule" | "rule_order";

/** What is a flag's says of which: instances read that flag again. */
type Concerned =
  | { resourceType: OfFlag; flagId: string }
  | { resourceType: Exclude<ResourceType, OfFlag>; flagId?: undefined };

/** One thing that a write did. `null` before: it is new; `null` after: it is gone. */
export type AuditChange = Concerned & {
  /** The entry's, for a write that has to name it; drawn unless given. */
  id?: string;
  resourceId: string;
  action: string;
  before: object | null;
  after: object | null;
};

/** What an entry calls a change, and its id where that has to be known. */
export type EntryName = Pick<AuditChange, "action" | "id">;

/** Who made a change, by which request, and why. */
export interface AuditContext {
  actor: Actor;
  requestId: string;
  /** Why, in the words of whoever writes. */
  comment?: string | undefined;
  /** The audit entry that the write restores. */
  restores?: string | undefined;
}

/** Writes the audit entries of a change, in the transaction that makes it. */
export async function insertAudit(
  tx: Tx,
  projectId: string | null,
  { actor, requestId, comment, restores }: AuditContext,
  changes: readonly AuditChange[],
): Promise<void> {
  await tx.auditEntry.createMany({
    data: changes.map(({ id = randomUUID(), resourceType, resourceId, flagId, action, ...change }) => {
      const [before, after] = [textOf(change.before), textOf(change.after)];
      return {
        id,
        projectId,
        flagId: flagId ?? null,
        resourceType,
        resourceId,
        action,
        actorType: actor.type,
        actorId: actor.id,
        actorName: actor.name,
        before: before === null ? Prisma.DbNull : jsonText(before),
        after: after === null ? Prisma.DbNull : jsonText(after),
        environment: environmentOf(change),
        size: sizeOf(before) + sizeOf(after),
        comment: comment ?? null,
        restoredFrom: restores ?? null,
        requestId,
      };
    }),
  });
}

/** The environment that a change is limited to, as rules and their orders say it; null: it is not limited to one. */
function environmentOf({ before, after }: Pick<AuditChange, "before" | "after">): string | null {
  const environment: unknown = Reflect.get(after ?? before ?? {}, "environment");
  return typeof environment === "string" ? environment : null;
}

const textOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
const sizeOf = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));

/**
 * Deletes the oldest entries of more than so many days ago.
 * @returns how many it deleted, at most `most`: more would hold locks and the disk for too long
 */
export const deleteOldAudit = (tx: Tx, days: number, most: number): Promise<number> =>
  // Prisma cannot delete a limited set.
  tx.$executeRaw`
    DELETE FROM audit_entries WHERE sequence IN (
      SELECT sequence FROM audit_entries WHERE created_at < now() - make_interval(days => ${days}::int)
      ORDER BY sequence LIMIT ${most})`;
