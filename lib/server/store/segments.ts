import { randomUUID } from "node:crypto";
import { type Page, toTimestamp } from "@/lib/contract/common";
import {
  type CreateSegment,
  type ListSegmentsQuery,
  matchTypeSchema,
  type Segment,
  type UpdateSegment,
} from "@/lib/contract/segment";
import type * as stored from "../db/generated/client";
import { Prisma } from "../db/generated/client";
import { defined } from "../patch";
import { CorruptRowError } from "../service-error";
import { boundedPage } from "./bounded-list";
import { isSegmentConditions } from "./conditions";
import { jsonInput, jsonInputIfSent } from "./json";
import { createdAfterInSql, createdCursor } from "./pages";
import { containing } from "./search";
import type { Tx } from "./transaction";

type SegmentRow = stored.Segment;

/** A stored segment in the API's form. @throws CorruptRowError */
export function toSegment(row: SegmentRow): Segment {
  const matchType = matchTypeSchema.safeParse(row.matchType);
  if (!matchType.success) throw new CorruptRowError("segments", row.id, `match_type ${row.matchType}`);
  if (!isSegmentConditions(row.rules)) throw new CorruptRowError("segments", row.id, "rules");
  return {
    id: row.id,
    project_id: row.projectId,
    name: row.name,
    description: row.description,
    rules: row.rules,
    match_type: matchType.data,
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** The sent fields of a segment, as columns. */
export const toSegmentColumns = ({ name, description, rules, match_type: matchType }: UpdateSegment) =>
  defined({ name, description, rules, matchType });

/** A project's segments, oldest first. @throws ServiceError 400 when they are too long to be given whole */
export async function listSegments(tx: Tx, query: ListSegmentsQuery): Promise<Page<Segment>> {
  const where = [
    Prisma.sql`project_id = ${query.project_id}::uuid`,
    ...createdAfterInSql(query),
    ...containing(query.search, ["name", "description"]),
  ];
  const list = { table: "segments", columns: Prisma.SegmentScalarFieldEnum, where, order: "created_at, id" } as const;
  const page = await boundedPage<SegmentRow>(tx, list, query, createdCursor);
  return { ...page, items: page.items.map(toSegment) };
}

export const findSegment = (tx: Tx, id: string): Promise<SegmentRow | null> => tx.segment.findUnique({ where: { id } });

/** Those of these segments that exist. */
export const findSegments = (tx: Tx, ids: readonly string[]): Promise<SegmentRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.segment.findMany({ where: { id: { in: [...ids] } } });

/** The project of a segment. The segment itself is not read, because it may be 8 MiB long. */
export async function findSegmentProject(tx: Tx, id: string): Promise<string | undefined> {
  const found = await tx.segment.findUnique({ where: { id }, select: { projectId: true } });
  return found?.projectId;
}

/** Those of these segments that belong to the project. */
export async function knownSegments(tx: Tx, projectId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.segment.findMany({ where: { projectId, id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** Reads a segment and locks it until the transaction ends. */
export async function lockSegment(tx: Tx, id: string): Promise<SegmentRow | null> {
  // Prisma has no call for a row lock.
  await tx.$queryRaw`SELECT 1 FROM segments WHERE id = ${id}::uuid FOR UPDATE`;
  return findSegment(tx, id);
}

export function insertSegment(tx: Tx, { project_id: projectId, ...input }: CreateSegment): Promise<SegmentRow> {
  const { rules, match_type: matchType } = input;
  const now = new Date();
  return tx.segment.create({
    data: {
      ...toSegmentColumns(input),
      ...{ id: randomUUID(), projectId, name: input.name, matchType, rules: jsonInput(rules) },
      ...{ createdAt: now, updatedAt: now },
    },
  });
}

/** Inserts a deleted segment again. */
export function restoreSegment(tx: Tx, segment: Segment): Promise<SegmentRow> {
  const { id, project_id: projectId, name, description, rules, match_type: matchType, created_at: createdAt } = segment;
  const times = { createdAt: new Date(createdAt), updatedAt: new Date() };
  return tx.segment.create({
    data: { id, projectId, name, description, matchType, rules: jsonInput(rules), ...times },
  });
}

/** Stores changed columns of a locked segment, with the current time. */
export async function updateSegment(
  tx: Tx,
  row: SegmentRow,
  columns: ReturnType<typeof toSegmentColumns>,
): Promise<SegmentRow> {
  const { rules, ...others } = columns;
  const updatedAt = new Date();
  const data = { ...others, ...defined({ rules: jsonInputIfSent(rules) }), updatedAt };
  await tx.segment.update({ where: { id: row.id }, data, select: { id: true } });
  return { ...row, ...columns, updatedAt };
}

export async function deleteSegment(tx: Tx, id: string): Promise<void> {
  await tx.segment.delete({ where: { id }, select: { id: true } });
}
