import { randomUUID } from "node:crypto";
import type { Page } from "@/lib/contract/common";
import type { CreateSegment, ListedSegment, ListSegmentsQuery, Segment, UpdateSegment } from "@/lib/contract/segment";
import { getDb } from "../db/client";
import { assertFresh } from "../etag";
import { notFound } from "../service-error";
import { assertProjectExists } from "./assert-project";
import { countRulesBySegment } from "./count-rules";
import { jsonInput } from "./json-input";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { readSegmentRows } from "./row-readers";
import { type SegmentRow, toSegment } from "./rows";
import { type Tx, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

type Known = Pick<Segment, "id" | "project_id">;

/** @throws ServiceError 404 when there is no such project. */
export async function listSegments(query: ListSegmentsQuery): Promise<Page<ListedSegment>> {
  const rows = await readSegmentRows(
    `SELECT * FROM segments
     WHERE project_id = $1
       AND ($2::text IS NULL OR strpos(lower(concat_ws(chr(10), name, description)), lower($2)) > 0)
       AND ($3::timestamptz IS NULL OR (created_at, id) > ($3, $4::uuid))
     ORDER BY created_at, id LIMIT $5`,
    [query.project_id, query.search ?? null, ...createdAfter(query), rowsToRead(query)],
  );
  if (rows.length === 0) await assertProjectExists(query.project_id);
  const page = createdPage(rows, query, toSegment);
  if (!query["include[]"]?.includes("rule_count")) return page;
  const counts = await countRulesBySegment(page.items);
  return { ...page, items: page.items.map((segment) => ({ ...segment, rule_count: counts.get(segment.id) ?? 0 })) };
}

/** @throws ServiceError 404 */
export async function getSegment(id: string): Promise<Segment> {
  const row = await getDb().prisma.segment.findUnique({ where: { id } });
  if (row === null) throw notFound();
  return toSegment(row);
}

/** @throws ServiceError 404 for the project. */
export async function createSegment(input: CreateSegment, context: WriteContext): Promise<Segment> {
  return writeInProject(input.project_id, "shared", context, async ({ tx, record }) => {
    const row = await tx.segment.create({
      data: {
        id: randomUUID(),
        projectId: input.project_id,
        name: input.name,
        description: input.description ?? null,
        rules: jsonInput(input.rules),
        matchType: input.match_type,
      },
    });
    const segment = toSegment(row);
    record({ ...identity(segment), action: "segment.created", before: null, after: segment });
    return segment;
  });
}

/** @throws ServiceError 404, 412. */
export async function updateSegment(segment: Known, input: UpdateSegment, context: WriteContext): Promise<Segment> {
  return writeInProject(segment.project_id, "shared", context, async ({ tx, record }) => {
    const row = await lockSegment(tx, segment.id);
    const before = toSegment(row);
    assertFresh(context.ifMatch, before);
    const { name, description, match_type: matchType, rules } = input;
    const patch = defined({ name, description, matchType });
    if (isSame(toSegment({ ...row, ...patch, ...defined({ rules }) }), before)) return before;
    const updated = await tx.segment.update({
      where: { id: segment.id },
      data: { ...patch, ...(rules !== undefined && { rules: jsonInput(rules) }), updatedAt: new Date() },
    });
    const after = toSegment(updated);
    record({ ...identity(after), action: "segment.updated", before, after });
    return after;
  });
}

/** @throws ServiceError 404 when it has gone meanwhile. */
export async function lockSegment(tx: Tx, id: string): Promise<SegmentRow> {
  const [row] = await tx.$queryRaw<SegmentRow[]>`
    SELECT id, project_id AS "projectId", name, description, rules, match_type AS "matchType",
           created_at AS "createdAt", updated_at AS "updatedAt"
    FROM segments WHERE id = ${id}::uuid FOR UPDATE`;
  if (row === undefined) throw notFound();
  return row;
}

const identity = ({ id }: Pick<Segment, "id">) => ({ resourceType: "segment", resourceId: id }) as const;
