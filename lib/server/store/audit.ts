import { randomUUID } from "node:crypto";
import type { z } from "zod";
import {
  type Actor,
  type AuditEntry,
  actorSchema,
  type ListAuditQuery,
  resourceTypeSchema,
} from "@/lib/contract/audit";
import { idSchema, type Page, toTimestamp } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type { AuditEntry as AuditRow } from "../db/generated/client";
import { Prisma } from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import { jsonText } from "./json";
import { numberAfter, numberCursor } from "./pages";
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

/** Entries carry whole resources, and a segment may have 8 MiB: a page ends early rather than grow past this. */
const PAGE_BYTES = 16 * 1024 * 1024;

/** A project's entries, newest first. */
export async function listAudit(tx: Tx, query: ListAuditQuery): Promise<Page<AuditEntry>> {
  const limit = query.limit ?? limits.auditPageSize;
  const before = numberAfter(query);
  const listed = await tx.auditEntry.findMany({
    where: {
      projectId: query.project_id,
      ...(query.resource_id !== undefined && {
        OR: [{ resourceId: query.resource_id }, { flagId: query.resource_id }],
      }),
      ...(query.actor !== undefined && { actorName: query.actor }),
      ...(query.environment !== undefined && reaching(query.environment)),
      ...(before !== null && { sequence: { lt: before } }),
    },
    orderBy: { sequence: "desc" },
    take: limit + 1,
    select: { sequence: true, size: true },
  });
  const shown = firstThatFit(listed.slice(0, limit));
  const rows = await tx.auditEntry.findMany({
    where: { sequence: { in: shown.map(({ sequence }) => sequence) } },
    orderBy: { sequence: "desc" },
  });
  const names = await currentNames(tx, rows);
  const last = shown.at(-1);
  const hasMore = last !== undefined && shown.length < listed.length;
  return {
    items: rows.map((row) => toAuditEntry(row, names)),
    nextCursor: hasMore ? numberCursor(Number(last.sequence)) : null,
  };
}

/** The project that an entry is of; undefined when there is no such entry, or it is of no project. */
export async function findProjectOfEntry(tx: Tx, id: string): Promise<string | undefined> {
  const entry = await tx.auditEntry.findUnique({ where: { id }, select: { projectId: true } });
  return entry?.projectId ?? undefined;
}

/** An entry, without what its actor is called now. */
export async function findAuditEntry(tx: Tx, id: string): Promise<AuditEntry | undefined> {
  const row = await tx.auditEntry.findUnique({ where: { id } });
  return row === null ? undefined : toAuditEntry(row, new Map());
}

/** The entries of one write stand together, but for what was written at the same moment. */
const SEARCHED_ENTRIES = 100_000n;

/** The entries of rules that the same write made before this one, as `findAuditEntry` gives them. */
export async function rulesChangedWith(tx: Tx, id: string): Promise<AuditEntry[]> {
  const select = { sequence: true, projectId: true, requestId: true, createdAt: true };
  const entry = await tx.auditEntry.findUnique({ where: { id }, select });
  if (entry === null) return [];
  const { sequence, ...same } = entry;
  // All entries of a write are inserted at once: they have one time, to the millisecond, and one request.
  const rows = await tx.auditEntry.findMany({
    where: { ...same, resourceType: "rule", sequence: { gte: sequence - SEARCHED_ENTRIES, lt: sequence } },
    orderBy: { sequence: "asc" },
  });
  return rows.map((row) => toAuditEntry(row, new Map()));
}

/** Whether anything was ever written about a project, which may be gone. */
export async function hasAudit(tx: Tx, projectId: string): Promise<boolean> {
  return (await tx.auditEntry.findFirst({ where: { projectId }, select: { id: true } })) !== null;
}

/** As many as fit in a page, and one at least: a page that shows nothing could not be continued. */
function firstThatFit<Listed extends { size: number }>(listed: readonly Listed[]): Listed[] {
  let bytes = 0;
  const end = listed.findIndex(({ size }, index) => {
    bytes += size;
    return index > 0 && bytes > PAGE_BYTES;
  });
  return end === -1 ? [...listed] : listed.slice(0, end);
}

/** Resources whose changes reach every environment, unless an entry names one. */
const OF_ALL_ENVIRONMENTS = ["flag", "segment", "project"];

const isId = (text: string | null): text is string => idSchema.safeParse(text).success;

const reaching = (environment: string) => ({
  AND: { OR: [{ environment }, { environment: null, resourceType: { in: OF_ALL_ENVIRONMENTS } }] },
});

/** What the people and the keys behind these entries are called now, by their ids. */
async function currentNames(tx: Tx, rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
  // The column is text: whatever acted, its id is only looked up where it can be one.
  const idsOf = (type: string) => [
    ...new Set(rows.flatMap(({ actorType, actorId }) => (actorType === type && isId(actorId) ? actorId : []))),
  ];
  const known = (type: string) => ({ where: { id: { in: idsOf(type) } }, select: { id: true, name: true } });
  const found = [await tx.user.findMany(known("user")), await tx.apiKey.findMany(known("api_key"))];
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

/** A stored entry as the API shows it. @throws CorruptRowError */
function toAuditEntry(row: AuditRow, names: ReadonlyMap<string, string>): AuditEntry {
  const displayName = names.get(row.actorId ?? "");
  const resourceType = resourceTypeSchema.safeParse(row.resourceType);
  const actor = actorSchema.safeParse({ type: row.actorType, id: row.actorId, name: row.actorName });
  if (!resourceType.success) throw new CorruptRowError("audit_entries", row.id, `resource_type ${row.resourceType}`);
  if (!actor.success) throw new CorruptRowError("audit_entries", row.id, `actor_type ${row.actorType}`);
  return {
    id: row.id,
    project_id: row.projectId,
    flag_id: row.flagId,
    resource_type: resourceType.data,
    resource_id: row.resourceId,
    action: row.action,
    actor: { ...actor.data, ...(displayName !== undefined && { display_name: displayName }) },
    before: row.before,
    after: row.after,
    request_id: row.requestId,
    created_at: toTimestamp(row.createdAt),
    ...(row.environment !== null && { environment: row.environment }),
    ...(row.comment !== null && { comment: row.comment }),
    ...(row.restoredFrom !== null && { restored_from: row.restoredFrom }),
  };
}

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

/** The number of the latest entry; 0: there is none. */
export async function lastSequence(tx: Tx): Promise<number> {
  const { _max } = await tx.auditEntry.aggregate({ _max: { sequence: true } });
  return Number(_max.sequence ?? 0);
}

/** An entry as instances are told of it. */
export interface AnnouncedWrite {
  sequence: number;
  /** Null: it is of no project. */
  project: string | null;
  request_id: string;
  actor: Actor;
  changes: { resource_type: ResourceType; resource_id: string; flag_id: string | null; action: string }[];
}

/** The entries after a number, in their order, each as the trigger of migration `announce_changes` words it. */
export const writesAfter = (tx: Tx, sequence: number): Promise<AnnouncedWrite[]> =>
  // In SQL, as the trigger has it, and without what the resources were, which may be megabytes.
  tx.$queryRaw<AnnouncedWrite[]>`
    SELECT a.sequence::float8 AS sequence, a.project_id AS project, a.request_id,
      json_build_object('type', a.actor_type, 'id', a.actor_id, 'name', coalesce(u.name, a.actor_name)) AS actor,
      json_build_array(json_build_object('resource_type', a.resource_type, 'resource_id', a.resource_id,
        'flag_id', a.flag_id, 'action', a.action)) AS changes
    FROM audit_entries a
    LEFT JOIN users u ON u.id = CASE a.actor_type WHEN 'user' THEN a.actor_id::uuid END
    WHERE a.sequence > ${sequence}::bigint ORDER BY a.sequence`;
