import type { Tx } from "./transaction";

/**
 * Identifies one state of a project. The revision alone does not: a database that came back older (a restore, a lagging
 * copy that took over) counts the same numbers again for other content. Each revision has a random token, and the epoch
 * identifies the database.
 */
export interface Version {
  readonly epoch: string;
  readonly revision: number;
  readonly token: string;
}

/** A revision in the change log. */
export interface LoggedChange {
  revision: number;
  token: string;
  flagIds: string[];
  segmentIds: string[];
}

/** The current versions of projects, by id; deleted projects are left out. */
export async function readVersions(tx: Tx, projectIds: readonly string[]): Promise<Map<string, Version>> {
  // Both in one statement, so that they belong to one moment.
  const rows = await tx.$queryRaw<(Version & { id: string })[]>`
    SELECT id, revision::float8 AS revision, revision_token AS token, (SELECT epoch FROM database_epoch) AS epoch
    FROM projects WHERE id = ANY (${[...projectIds]}::uuid[])`;
  return new Map(rows.map(({ id, ...version }) => [id, version]));
}

/** A project's revision, and the token that tells it from one with the same number in another history. */
export interface Mark {
  revision: number;
  token: string | null;
}

/** What instances that cannot listen compare with the previous answer. */
export interface Marks {
  /** By project. */
  marks: Record<string, Mark>;
  /** Ids of the keys that were revoked or replaced recently, and of the sessions of members who were changed. */
  ending: string[];
}

/** @param endingWithin a Postgres interval (`5 minutes`) */
export async function readMarks(tx: Tx, endingWithin: string): Promise<Marks> {
  // Every instance asks this once a second, so it is one statement with one row of JSON.
  const [marks] = await tx.$queryRaw<Marks[]>`
    SELECT coalesce((
        SELECT json_object_agg(id, json_build_object('revision', revision, 'token', revision_token)) FROM projects
      ), '{}') AS marks,
      ARRAY(SELECT id::text FROM api_keys
        WHERE greatest(revoked_at, replaced_at) > now() - ${endingWithin}::interval
        UNION ALL SELECT s.id::text FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE u.updated_at > now() - ${endingWithin}::interval) AS ending`;
  if (marks === undefined) throw new Error("The database did not say what has changed.");
  return marks;
}
