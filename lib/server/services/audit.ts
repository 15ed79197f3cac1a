import { type AuditEntry, actorSchema, type ListAuditQuery, resourceTypeSchema } from "@/lib/contract/audit";
import { idSchema, type Page, toTimestamp } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import { getDb } from "../db/client";
import type { AuditEntry as AuditRow } from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import { assertProjectExists } from "./assert-project";
import { numberAfter, numberCursor } from "./pages";

/** Entries carry whole resources, and a segment may have 8 MiB: a page ends early rather than grow past this. */
const PAGE_BYTES = 16 * 1024 * 1024;

interface Listed {
  sequence: bigint;
  size: number;
}

/**
 * A project's history, newest first. It outlives the project.
 * @throws ServiceError 404 when there is, and was, no such project.
 */
export async function listAudit(query: ListAuditQuery): Promise<Page<AuditEntry>> {
  const limit = query.limit ?? limits.auditPageSize;
  const before = numberAfter(query);
  const { prisma } = getDb();
  const listed = await prisma.auditEntry.findMany({
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
  if (listed.length === 0) await assertHistory(query.project_id);
  const shown = firstThatFit(listed.slice(0, limit));
  const rows = await prisma.auditEntry.findMany({
    where: { sequence: { in: shown.map(({ sequence }) => sequence) } },
    orderBy: { sequence: "desc" },
  });
  const names = await currentNames(rows);
  const last = shown.at(-1);
  const hasMore = last !== undefined && shown.length < listed.length;
  return {
    items: rows.map((row) => toAuditEntry(row, names)),
    nextCursor: hasMore ? numberCursor(Number(last.sequence)) : null,
  };
}

/** Tells a filter that finds nothing from a project that never was. @throws ServiceError 404 */
async function assertHistory(projectId: string): Promise<void> {
  const entry = await getDb().prisma.auditEntry.findFirst({ where: { projectId }, select: { id: true } });
  if (entry === null) await assertProjectExists(projectId);
}

/** As many as fit in a page, and one at least: a page that shows nothing could not be continued. */
function firstThatFit(listed: readonly Listed[]): Listed[] {
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
async function currentNames(rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
  // The column is text: whatever acted, its id is only looked up where it can be one.
  const idsOf = (type: string) => [
    ...new Set(rows.flatMap(({ actorType, actorId }) => (actorType === type && isId(actorId) ? actorId : []))),
  ];
  const { prisma } = getDb();
  const known = (type: string) => ({ where: { id: { in: idsOf(type) } }, select: { id: true, name: true } });
  const found = await Promise.all([prisma.user.findMany(known("user")), prisma.apiKey.findMany(known("api_key"))]);
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
