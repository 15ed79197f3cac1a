import type { SegmentInput } from "@/lib/targeting";
import { type Sql, sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { readInPages, type Sized } from "./read-in-pages";

/** Segments with these ids; those that are not there are left out. */
export const withIds = (ids: readonly string[]): Sql => sql`id = ANY (${[...ids]}::uuid[])`;

/** A project's segments that rules of these environments link to. */
export const linkedIn = (projectId: string, environments: readonly string[]): Sql => sql`
  project_id = ${projectId} AND EXISTS (
    SELECT FROM rules r WHERE r.segment_id = segments.id AND r.environment = ANY (${[...environments]}::text[]))`;

/** Reads segments page by page. */
export async function* readSegments(tx: SqlTx, which: Sql): AsyncGenerator<SegmentInput[], void> {
  const sizes = await tx.rows<Sized>(sql`
    SELECT id, octet_length(rules::text)::float8 AS bytes FROM segments WHERE ${which} ORDER BY id`);
  yield* readInPages<SegmentInput[]>(sizes, (page) =>
    tx.one(sql`
      SELECT coalesce(json_agg(json_build_object('id', id, 'match_type', match_type, 'rules', rules)), '[]')::text AS text
      FROM segments WHERE ${withIds(page)}`),
  );
}
