import { readRows, sql } from "../db/sql";
import type { Version } from "./version";

/** The versions that projects are at, by id; those that are gone are left out. */
export async function readVersions(projectIds: readonly string[]): Promise<Map<string, Version>> {
  const rows = await readRows<Version & { id: string }>(sql`
    SELECT id, revision::float8 AS revision, revision_token AS token, (SELECT epoch FROM database_epoch) AS epoch
    FROM projects WHERE id = ANY (${[...projectIds]}::uuid[])`);
  return new Map(rows.map(({ id, ...version }) => [id, version]));
}
