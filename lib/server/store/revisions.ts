import type { Prisma } from "../db/generated/client";
import { CHANNEL } from "./notices";
import type { Tx } from "./transaction";

/**
 * Revisions of a project whose changes are kept. An instance or stream that was away for fewer reads what changed
 * since; any other reads the whole project.
 */
const KEPT_REVISIONS = 1_000;
/** Past every revision: what is announced when a project is deleted. */
const GONE = BigInt(Number.MAX_SAFE_INTEGER);

/** What a write made of its project. */
interface Raised {
  revision: number;
  /** Null: the project was deleted. */
  token: string | null;
}

/** What a write changed, so that instances read no more than that. */
export interface Changed {
  flagIds: readonly string[];
  segmentIds: readonly string[];
}

/**
 * Ends a write: inserts its audit entries, raises the project's revision, draws the token that goes with it, says in
 * the change log which flags and segments changed, and tells the other instances, who hear it once the transaction
 * commits.
 */
export async function raiseRevision(
  tx: Tx,
  projectId: string,
  auditInsert: Prisma.Sql,
  { flagIds, segmentIds }: Changed,
): Promise<Raised> {
  // One statement and the last: writers of one project wait for each other from here to the commit.
  const [raised] = await tx.$queryRaw<Raised[]>`
    WITH audited AS (${auditInsert}),
    raised AS (
      UPDATE projects SET revision = revision + 1, revision_token = gen_random_uuid() WHERE id = ${projectId}::uuid
      RETURNING id, revision, revision_token AS token
    ),
    logged AS (
      INSERT INTO project_changes (project_id, revision, token, flag_ids, segment_ids)
      SELECT id, revision, token, ${[...flagIds]}::uuid[], ${[...segmentIds]}::uuid[] FROM raised
    ),
    forgotten AS (
      DELETE FROM project_changes
      WHERE project_id = ${projectId}::uuid AND revision <= (SELECT revision FROM raised) - ${KEPT_REVISIONS}::int
    ),
    announced AS (
      SELECT coalesce((SELECT revision FROM raised), ${GONE}::bigint) AS revision, (SELECT token FROM raised) AS token
    )
    SELECT revision::float8 AS revision, token, pg_notify(${CHANNEL}, json_build_object(
      'type', 'revision', 'project', ${projectId}::text, 'revision', revision, 'token', token)::text)::text
    FROM announced`;
  if (raised === undefined) throw new Error("A raised revision is told");
  const { revision, token } = raised;
  return { revision, token };
}
