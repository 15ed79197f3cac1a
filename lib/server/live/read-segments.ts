import type { SegmentInput } from "@/lib/targeting";
import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { inPages, type Sized } from "./read-in-pages";

/** Reads segments page by page. Those that are not there are left out. */
export async function* readSegments(tx: SqlTx, ids: readonly string[]): AsyncGenerator<SegmentInput[], void> {
  if (ids.length === 0) return;
  const sizes = await tx.rows<Sized>(sql`
    SELECT id, octet_length(rules::text)::float8 AS bytes FROM segments WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id`);
  for (const page of inPages(sizes)) {
    const { text } = await tx.one<{ text: string }>(sql`
      SELECT coalesce(json_agg(json_build_object('id', id, 'match_type', match_type, 'rules', rules)), '[]')::text AS text
      FROM segments WHERE id = ANY (${page}::uuid[])`);
    // What Postgres made as JSON of these very columns.
    yield JSON.parse(text) as SegmentInput[];
  }
}
