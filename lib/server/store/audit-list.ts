import { type AuditEntry, type ListAuditQuery, resourceTypeSchema } from "@/lib/contract/audit";
import { type Page, toTimestamp } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type { AuditEntry as AuditRow } from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import { type CurrentNames, currentNames, toActor } from "./actors";
import { numberAfter, numberCursor } from "./pages";
import type { Tx } from "./transaction";

/** Entries contain whole resources, and a segment may have 8 MiB, so a page ends before it exceeds this size. */
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
  const sizes = await sizesOfBatches(tx, rows);
  const last = shown.at(-1);
  const hasMore = last !== undefined && shown.length < listed.length;
  return {
    items: rows.map((row) => ({ ...toAuditEntry(row, names), ...sizeOfBatch(row, sizes) })),
    nextCursor: hasMore ? numberCursor(Number(last.sequence)) : null,
  };
}

async function sizesOfBatches(tx: Tx, rows: readonly AuditRow[]): Promise<ReadonlyMap<string | null, number>> {
  const ids = [...new Set(rows.flatMap(({ batchId }) => batchId ?? []))];
  if (ids.length === 0) return new Map();
  const counts = await tx.auditEntry.groupBy({ by: ["batchId"], where: { batchId: { in: ids } }, _count: true });
  return new Map(counts.map(({ batchId, _count }) => [batchId, _count]));
}

function sizeOfBatch({ batchId }: AuditRow, sizes: ReadonlyMap<string | null, number>) {
  const size = batchId === null ? undefined : sizes.get(batchId);
  return size === undefined ? {} : { batch_size: size };
}

/** The project of an entry; undefined when there is no such entry, or it belongs to no project. */
export const findPlaceOfEntry = (tx: Tx, id: string) =>
  tx.auditEntry.findUnique({ where: { id }, select: { projectId: true, environment: true, resourceType: true } });

/** An entry, without the current name of its actor. */
export async function findAuditEntry(tx: Tx, id: string): Promise<AuditEntry | undefined> {
  const row = await tx.auditEntry.findUnique({ where: { id } });
  return row === null ? undefined : toAuditEntry(row, new Map());
}

/** The entries of one write are adjacent, apart from entries of the same moment. */
const SEARCHED_ENTRIES = 100_000n;

/** The entries of rules and flags that the same write made before this one, in the form of `findAuditEntry`. */
export async function changedWith(tx: Tx, id: string): Promise<AuditEntry[]> {
  const select = { sequence: true, projectId: true, requestId: true, createdAt: true };
  const entry = await tx.auditEntry.findUnique({ where: { id }, select });
  if (entry === null) return [];
  const { sequence, ...same } = entry;
  // All entries of a write are inserted at once: they have one time, to the millisecond, and one request.
  const rows = await tx.auditEntry.findMany({
    where: {
      ...same,
      resourceType: { in: ["rule", "flag"] },
      sequence: { gte: sequence - SEARCHED_ENTRIES, lt: sequence },
    },
    orderBy: { sequence: "asc" },
  });
  return rows.map((row) => toAuditEntry(row, new Map()));
}

/** The entries of one batch, in the form of `findAuditEntry`. */
export async function entriesOfBatch(tx: Tx, batchId: string): Promise<AuditEntry[]> {
  const rows = await tx.auditEntry.findMany({ where: { batchId }, orderBy: { sequence: "asc" } });
  return rows.map((row) => toAuditEntry(row, new Map()));
}

/** Whether anything was ever written about a project, which may have been deleted. */
export async function hasAudit(tx: Tx, projectId: string): Promise<boolean> {
  return (await tx.auditEntry.findFirst({ where: { projectId }, select: { id: true } })) !== null;
}

/** As many as fit in a page, but at least one: a page that shows nothing could not be continued. */
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

const reaching = (environment: string) => ({
  AND: { OR: [{ environment }, { environment: null, resourceType: { in: OF_ALL_ENVIRONMENTS } }] },
});

/** A stored entry in the API's form. @throws CorruptRowError */
function toAuditEntry(row: AuditRow, names: CurrentNames): AuditEntry {
  const resourceType = resourceTypeSchema.safeParse(row.resourceType);
  if (!resourceType.success) throw new CorruptRowError("audit_entries", row.id, `resource_type ${row.resourceType}`);
  return {
    id: row.id,
    project_id: row.projectId,
    flag_id: row.flagId,
    resource_type: resourceType.data,
    resource_id: row.resourceId,
    action: row.action,
    actor: toActor(row, names),
    before: row.before,
    after: row.after,
    request_id: row.requestId,
    created_at: toTimestamp(row.createdAt),
    ...(row.environment !== null && { environment: row.environment }),
    ...(row.comment !== null && { comment: row.comment }),
    ...(row.restoredFrom !== null && { restored_from: row.restoredFrom }),
    ...(row.batchId !== null && { batch_id: row.batchId }),
  };
}
