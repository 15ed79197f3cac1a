import type { SegmentInput } from "@/lib/targeting";
import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { readInPages, type Sized } from "./read-in-pages";

/** Reads segments page by page. Those that are not there are left out. */
export async function* readSegments(tx: SqlTx, ids: readonly string[]): AsyncGenerator<SegmentInput[], void> {
  if (ids.length === 0) return;
  const sizes = await tx.rows<Sized>(sql`
    SELECT id, octet_length(rules::text)::float8 AS bytes FROM segments WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id`);
  yield* readInPages<SegmentInput>(sizes, (page) =>
    tx.one(sql`
      SELECT coalesce(json_agg(json_build_object('id', id, 'match_type', match_type, 'rules', rules)), '[]')::text AS text
      FROM segments WHERE id = ANY (${page}::uuid[])`),
  );
}
