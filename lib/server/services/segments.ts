import { randomUUID } from "node:crypto";
import type { Page } from "@/lib/contract/common";
import type { CreateSegment, ListedSegment, ListSegmentsQuery, Segment, UpdateSegment } from "@/lib/contract/segment";
import { json, readRows, sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { assertFresh } from "../etag";
import type { JsonText } from "../json-text";
import { notFound } from "../service-error";
import { assertProjectExists } from "./assert-project";
import { countRulesBySegment } from "./count-rules";
import { guardedSegment } from "./guarded";
import { keptList } from "./kept-lists";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { readSegmentRows, segmentColumns } from "./row-readers";
import { type SegmentRow, toSegment } from "./rows";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

type Known = Pick<Segment, "id" | "project_id">;

/** @throws ServiceError 404 when there is no such project. */
export async function listSegments(query: ListSegmentsQuery): Promise<Page<ListedSegment> | JsonText> {
  const source = `
    SELECT *, xmin FROM segments
    WHERE project_id = $1
      AND ($2::text IS NULL OR strpos(lower(concat_ws(chr(10), name, description)), lower($2)) > 0)
      AND ($3::timestamptz IS NULL OR (created_at, id) > ($3, $4::uuid))
    ORDER BY created_at, id LIMIT $5`;
  const values = [query.project_id, query.search ?? null, ...createdAfter(query), rowsToRead(query)];
  const present = async (rows: SegmentRow[]) => {
    if (rows.length === 0) await assertProjectExists(query.project_id);
    return createdPage(rows, query, toSegment);
  };
  if (!query["include[]"]?.includes("rule_count")) return keptList(readSegmentRows, source, values, present);
  const { rows = [] } = await readSegmentRows(source, values);
  const page = await present(rows);
  const counts = await countRulesBySegment(page.items);
  return { ...page, items: page.items.map((segment) => ({ ...segment, rule_count: counts.get(segment.id) ?? 0 })) };
}

/** @throws ServiceError 404 */
export async function getSegment(id: string): Promise<Segment> {
  const [row] = await readRows<SegmentRow>(sql`SELECT ${segmentColumns} FROM segments WHERE id = ${id}`);
  if (row === undefined) throw notFound();
  return toSegment(row);
}

/** @throws ServiceError 404 for the project. */
export async function createSegment(input: CreateSegment, context: WriteContext): Promise<Segment> {
  return writeInProject(input.project_id, "shared", context, async ({ tx, record }) => {
    const row = await tx.one<SegmentRow>(sql`
      INSERT INTO segments (id, project_id, name, description, rules, match_type)
      VALUES (${randomUUID()}, ${input.project_id}, ${input.name}, ${input.description ?? null}, ${json(input.rules)},
              ${input.match_type})
      RETURNING ${segmentColumns}`);
    const segment = toSegment(row);
    record({ ...identity(segment), action: "segment.created", before: null, after: segment });
    return segment;
  });
}

/** @throws ServiceError 404, 409 when a guard refuses, 412. */
export async function updateSegment(segment: Known, input: UpdateSegment, context: WriteContext): Promise<Segment> {
  return writeInProject(segment.project_id, "shared", context, (write) =>
    guardedSegment(write, context, segment.id, () => changeSegment(write, segment.id, input, context)),
  );
}

async function changeSegment(
  { tx, record }: ProjectWrite,
  id: string,
  input: UpdateSegment,
  context: WriteContext,
): Promise<Segment> {
  const row = await lockSegment(tx, id);
  const before = toSegment(row);
  assertFresh(context.ifMatch, before);
  const { name, description, match_type: matchType, rules } = input;
  const patched = { ...row, ...defined({ name, description, matchType, rules }) };
  if (isSame(toSegment(patched), before)) return before;
  const next = { ...patched, updatedAt: new Date() };
  await tx.rows(sql`
    UPDATE segments SET name = ${next.name}, description = ${next.description}, match_type = ${next.matchType},
      rules = ${json(next.rules)}, updated_at = ${next.updatedAt}
    WHERE id = ${id}`);
  const after = toSegment(next);
  record({ ...identity(after), action: "segment.updated", before, after });
  return after;
}

/** @throws ServiceError 404 when it has gone meanwhile. */
export async function lockSegment(tx: SqlTx, id: string): Promise<SegmentRow> {
  const [row] = await tx.rows<SegmentRow>(sql`SELECT ${segmentColumns} FROM segments WHERE id = ${id} FOR UPDATE`);
  if (row === undefined) throw notFound();
  return row;
}

const identity = ({ id }: Pick<Segment, "id">) => ({ resourceType: "segment", resourceId: id }) as const;
