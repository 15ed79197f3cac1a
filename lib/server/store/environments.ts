import type * as stored from "../db/generated/client";
import { forgetExpectations } from "./expectations";
import { CONTENT_COLUMNS } from "./rules";
import type { Tx } from "./transaction";

export type EnvironmentFacts = stored.EnvironmentFacts;

/** The facts about a project's environments, in no order. */
export const readEnvironmentFacts = (tx: Tx, projectId: string): Promise<EnvironmentFacts[]> =>
  tx.environmentFacts.findMany({ where: { projectId } });

/** Stores the facts about one environment, whether there were some or not. */
export async function writeEnvironmentFacts(tx: Tx, { projectId, name, ...facts }: EnvironmentFacts): Promise<void> {
  await tx.environmentFacts.upsert({
    where: { projectId_name: { projectId, name } },
    create: { projectId, name, ...facts },
    update: facts,
  });
}

/** How much an environment contains. */
export interface EnvironmentContent {
  rules: number;
  flags: number;
  expectations: number;
}

export async function contentOfEnvironment(tx: Tx, projectId: string, name: string): Promise<EnvironmentContent> {
  // Prisma has no call for whether a column of JSON has a key.
  const [content] = await tx.$queryRaw<EnvironmentContent[]>`
    SELECT
      (SELECT count(*)::int FROM rules JOIN flags f ON f.id = flag_id
        WHERE f.project_id = ${projectId}::uuid AND environment = ${name}) AS rules,
      (SELECT count(*)::int FROM flags WHERE project_id = ${projectId}::uuid
        AND environments -> ${name} IS NOT NULL) AS flags,
      (SELECT count(*)::int FROM test_user_expectations JOIN flags f ON f.id = flag_id
        WHERE f.project_id = ${projectId}::uuid AND environment = ${name}) AS expectations`;
  if (content === undefined) throw new Error("A count is always told");
  return content;
}

/**
 * Copies the content of one environment to another, empty one: rules with their salts and positions, and flag states.
 */
export async function copyEnvironment(tx: Tx, projectId: string, from: string, to: string): Promise<void> {
  // In SQL, because a project has up to millions of rules.
  await tx.$executeRaw`
    INSERT INTO rules (id, flag_id, environment, position, created_at, updated_at, ${CONTENT_COLUMNS})
    SELECT gen_random_uuid(), flag_id, ${to}, position, ${new Date()}, ${new Date()}, ${CONTENT_COLUMNS}
    FROM rules
    WHERE environment = ${from} AND flag_id IN (SELECT id FROM flags WHERE project_id = ${projectId}::uuid)`;
  await tx.$executeRaw`
    UPDATE flags SET environments = (
      SELECT json_object_agg(key, value) FROM (
        SELECT key, value FROM json_each(flags.environments)
        UNION ALL SELECT ${to}, flags.environments -> ${from}) AS states)
    WHERE project_id = ${projectId}::uuid AND environments -> ${from} IS NOT NULL`;
}

/**
 * Deletes the content of environments that a project no longer has.
 * @returns the flags that had content in one of them
 */
export async function forgetEnvironments(tx: Tx, projectId: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const gone = [...names];
  await forgetExpectations(tx, projectId, gone);
  await tx.environmentFacts.deleteMany({ where: { projectId, name: { in: gone } } });
  // A schedule that names only removed environments is cancelled: one without names would turn the switch for all.
  await tx.$executeRaw`
    UPDATE flags SET
      scheduled_environments = ARRAY(SELECT unnest(scheduled_environments) EXCEPT SELECT unnest(${gone}::text[])),
      scheduled_at = CASE WHEN scheduled_environments <@ ${gone}::text[] THEN NULL ELSE scheduled_at END
    WHERE project_id = ${projectId}::uuid AND scheduled_environments && ${gone}::text[]`;
  // Prisma has no call that removes a key from a column of JSON, and its deletions do not tell what they deleted.
  const flags = await tx.$queryRaw<{ id: string }[]>`
    WITH ruled AS (
      DELETE FROM rules USING flags f
      WHERE f.id = flag_id AND f.project_id = ${projectId}::uuid AND environment = ANY (${gone}::text[])
      RETURNING flag_id AS id
    ), stated AS (
      UPDATE flags SET environments = (
        SELECT coalesce(json_object_agg(key, value), '{}') FROM json_each(flags.environments)
        WHERE key <> ALL (${gone}::text[]))
      WHERE project_id = ${projectId}::uuid
        AND EXISTS (SELECT FROM json_object_keys(environments) AS key WHERE key = ANY (${gone}::text[]))
      RETURNING id
    )
    SELECT id FROM ruled UNION SELECT id FROM stated`;
  return flags.map(({ id }) => id);
}
