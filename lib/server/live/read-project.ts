import { sql } from "../db/sql";
import { inSqlTransaction, type SqlTx } from "../db/transaction";
import { changesBetween, type LoggedChange } from "./change-log";
import type { ProjectCompiler } from "./compile-project";
import type { ProjectSource } from "./project-source";
import { readChanges } from "./read-changes";
import { readWhole } from "./read-whole";
import type { ReadMeter } from "./reading";
import { isSameVersion, type Version } from "./version";

/** Revisions that a source remembers to be in it, so that late notices of them need no look. */
const TOKENS_KEPT = 100;

interface Head extends Version {
  slug: string;
  environments: string[];
  defaultEnvironment: string;
  log: LoggedChange[];
}

/**
 * Reads what a project's rulesets are compiled from, for these environments and its default one: of a project that is
 * held, what has changed since, so far as the change log says; else all of it, which is compiled as it comes.
 * @returns what is held itself when it is what there is; undefined when there is no such project.
 */
export function readProject(
  projectId: string,
  wanted: ReadonlySet<string>,
  held: ProjectSource | undefined,
  meter: ReadMeter,
  compiler: ProjectCompiler,
): Promise<ProjectSource | undefined> {
  return inSqlTransaction(async (tx) => {
    // All that follows sees one and the same state.
    tx.send(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
    const head = await readHead(tx, projectId, held?.version.revision ?? null);
    if (head === undefined) return undefined;
    const { epoch, revision, token, slug, defaultEnvironment } = head;
    const environments = head.environments.filter((name) => name === defaultEnvironment || wanted.has(name));
    const changes = held && changesBetween(held.version, head, head.log);
    const isHeld = held && isSameVersion(held.version, head) && environments.every((name) => held.held.includes(name));
    if (changes && isHeld) return held;

    const reading = { tx, projectId, environments, meter };
    const content = held && changes ? await readChanges(reading, held, changes) : await readWhole(reading, compiler);
    return {
      id: projectId,
      slug,
      version: { epoch, revision, token },
      tokens: (held && changes ? [...held.tokens, ...changes.tokens] : [token]).slice(-TOKENS_KEPT),
      environments: head.environments,
      defaultEnvironment,
      held: environments,
      ...content,
    };
  });
}

async function readHead(tx: SqlTx, projectId: string, since: number | null): Promise<Head | undefined> {
  const [head] = await tx.rows<Head>(sql`
    SELECT p.revision::float8 AS revision, p.revision_token AS token, p.slug, p.environments,
      p.default_environment AS "defaultEnvironment", (SELECT epoch FROM database_epoch) AS epoch,
      (SELECT coalesce(json_agg(json_build_object('revision', c.revision, 'token', c.token, 'flagIds', c.flag_ids,
          'segmentIds', c.segment_ids) ORDER BY c.revision), '[]')
        FROM project_changes c WHERE c.project_id = p.id AND c.revision >= ${since}::bigint) AS log
    FROM projects p WHERE p.id = ${projectId}`);
  return head;
}
