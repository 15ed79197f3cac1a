import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import type { LocalChange } from "../live/local-changes";
import { auditInsert, type Recorded } from "./trail";
import type { WriteContext } from "./write-context";

/**
 * Revisions of a project whose changes are kept. An instance or stream that was away for fewer reads what changed since;
 * any other reads the whole project.
 */
const KEPT_REVISIONS = 1_000;
/** Past every revision: what is announced when a project is deleted. */
const GONE = BigInt(Number.MAX_SAFE_INTEGER);

type Raised = Omit<LocalChange, "projectId">;

/**
 * Ends a write: stores its audit entries, raises the project's revision, draws the token that goes with it, says in the
 * change log which flags and segments changed, and tells the other instances, who hear it once the transaction commits.
 */
export function raiseRevision(
  tx: SqlTx,
  projectId: string,
  context: WriteContext,
  recorded: readonly Recorded[],
): Promise<Raised> {
  const { flagIds, segmentIds } = changedIn(recorded);
  // One statement and the last: writers of one project wait for each other from here to the commit.
  return tx.last<Raised>(sql`
    WITH trail AS (${auditInsert(projectId, context, recorded)}),
    raised AS (
      UPDATE projects SET revision = revision + 1, revision_token = gen_random_uuid() WHERE id = ${projectId}
      RETURNING id, revision, revision_token AS token
    ),
    logged AS (
      INSERT INTO project_changes (project_id, revision, token, flag_ids, segment_ids)
      SELECT id, revision, token, ${flagIds}::uuid[], ${segmentIds}::uuid[] FROM raised
    ),
    forgotten AS (
      DELETE FROM project_changes
      WHERE project_id = ${projectId} AND revision <= (SELECT revision FROM raised) - ${KEPT_REVISIONS}::int
    ),
    announced AS (
      SELECT coalesce((SELECT revision FROM raised), ${GONE}::bigint) AS revision, (SELECT token FROM raised) AS token
    )
    SELECT revision::float8 AS revision, token, pg_notify('guidon', json_build_object(
      'type', 'revision', 'project', ${projectId}::text, 'revision', revision, 'token', token)::text)
    FROM announced`);
}

/** Each id once. A rule is read with its flag, so that a change to it is one to the flag. */
function changedIn(recorded: readonly Recorded[]): { flagIds: string[]; segmentIds: string[] } {
  const flagIds = new Set<string>();
  const segmentIds = new Set<string>();
  for (const { resourceType, resourceId, flagId } of recorded) {
    if (flagId !== undefined) flagIds.add(flagId);
    else if (resourceType === "segment") segmentIds.add(resourceId);
  }
  return { flagIds: [...flagIds], segmentIds: [...segmentIds] };
}
