import type { Page } from "@/lib/contract/common";
import type { ListSegmentsQuery, Segment } from "@/lib/contract/segment";
import { Prisma, type Segment as SegmentRow } from "../db/generated/client";
import { badRequest } from "../service-error";
import { createdCursor, lastRowBefore } from "./pages";
import { patternsContaining } from "./search";
import { toSegment } from "./segments";
import type { Tx } from "./transaction";

const MIB = 1024 * 1024;
/**
 * A segment may have 8 MiB, and reading it blocks the process for a tenth of a second and takes many times its size of
 * memory. So a page ends before it exceeds this size.
 */
const PAGE_BYTES = 16 * MIB;
/** What is asked for without pages must be complete. A longer list is refused. */
const WHOLE_MIB = 64;

/** What Postgres adds to a stored text. */
const HEADER_BYTES = 4;

type Listed = SegmentRow & { found: number };

/**
 * A project's segments, oldest first.
 * @throws ServiceError 400 when they are asked for without pages and have more than 64 MiB
 */
export async function listSegments(tx: Tx, query: ListSegmentsQuery): Promise<Page<Segment>> {
  const { limit } = query;
  const rows = await readSegments(tx, query, limit === undefined ? WHOLE_MIB * MIB : PAGE_BYTES);
  const found = rows[0]?.found ?? 0;
  const shown = rows.slice(0, limit);
  const items = shown.map(toSegment);
  if (limit === undefined) {
    if (found > shown.length)
      throw badRequest(`The list has more than ${WHOLE_MIB} MiB: ask for it in pages, with limit and cursor`);
    return { items };
  }
  const last = shown.at(-1);
  return { items, nextCursor: last !== undefined && found > shown.length ? createdCursor(last) : null };
}

/**
 * The first rows of a list that have `most` bytes together, but at least one: a page that shows nothing could not be
 * continued. Each tells how many rows there are, counted up to one more than the page may have.
 */
function readSegments(tx: Tx, query: ListSegmentsQuery, most: number): Promise<Listed[]> {
  const { project_id: projectId, search, limit } = query;
  const before = lastRowBefore(query);
  const after = before
    ? Prisma.sql`AND (created_at, id) > (${before.createdAt}::timestamptz, ${before.id}::uuid)`
    : Prisma.empty;
  const named = patternsContaining(search).map(
    (pattern) => Prisma.sql`AND (name ILIKE ${pattern} OR description ILIKE ${pattern})`,
  );
  const allNamed = named.length === 0 ? Prisma.empty : Prisma.join(named, " ");
  // Prisma cannot stop at a sum. The stored size is known without reading a text. It is compressed, so that only what
  // fits by it is measured.
  return tx.$queryRaw<Listed[]>`
    WITH listed AS (
      SELECT * FROM segments WHERE project_id = ${projectId}::uuid ${after} ${allNamed}
      ORDER BY created_at, id LIMIT ${limit === undefined ? null : limit + 1}
    ), counted AS (
      SELECT *, row_number() OVER earlier AS place, count(*) OVER () AS found,
        sum(pg_column_size(rules) - ${HEADER_BYTES}::int) OVER earlier AS least
      FROM listed WINDOW earlier AS (ORDER BY created_at, id ROWS UNBOUNDED PRECEDING)
    ), measured AS (
      SELECT *, sum(octet_length(rules::text)) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS bytes
      FROM counted WHERE least <= ${most} OR place = 1
    )
    SELECT id, project_id AS "projectId", name, description, rules, match_type AS "matchType",
      created_at AS "createdAt", updated_at AS "updatedAt", found::int
    FROM measured WHERE bytes <= ${most} OR place = 1 ORDER BY place`;
}
