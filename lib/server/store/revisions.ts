import type { Prisma } from "../db/generated/client";
import { CHANNEL } from "./notices";
import type { Tx } from "./transaction";

/**
 * How many revisions the change log of a project keeps. An instance or stream that missed fewer reads what changed
 * since; any other reads the whole project.
 */
const KEPT_REVISIONS = 1_000;
/** Greater than every revision: announced when a project is deleted. */
const GONE = BigInt(Number.MAX_SAFE_INTEGER);

/** The new state of a project after a write. */
interface Raised {
  revision: number;
  /** Null: the project was deleted. */
  token: string | null;
}

/** What a write changed, so that instances read only that. */
export interface Changed {
  flagIds: readonly string[];
  segmentIds: readonly string[];
}

/**
 * Ends a write: inserts its audit entries, raises the project's revision, generates the token of the revision, records
 * in the change log which flags and segments changed, and notifies the other instances, which hear it when the
 * transaction commits.
 */
export async function raiseRevision(
  tx: Tx,
  projectId: string,
  auditInsert: Prisma.Sql,
  { flagIds, segmentIds }: Changed,
): Promise<Raised> {
  // It is one statement, and the last: from here to the commit, writers of one project wait for each other.
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
