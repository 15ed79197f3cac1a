import type { FlagEvaluation } from "@/lib/targeting";
import type { Tx } from "./transaction";

/** How often a rule decided a flag with a value; an empty rule id stands for no rule. */
export interface CountedEvaluations {
  projectId: string;
  environment: string;
  flagKey: string;
  ruleId: string;
  /** As in `evaluation_counts`. */
  value: string;
  /** It is not stored. */
  reason: FlagEvaluation["reason"];
  count: number;
}

/** Counts that are added together, once: whoever gets no answer sends the batch again under the same id. */
export interface CountBatch {
  /** A UUID. */
  readonly id: string;
  readonly counts: readonly CountedEvaluations[];
}

/**
 * Adds to the counts of this minute and this hour, and records that the flags were evaluated now. Counts of deleted
 * flags are dropped, and so are batches that were added before.
 */
export async function addCounts(tx: Tx, batches: readonly CountBatch[]): Promise<void> {
  const counts = batches.flatMap(({ id, counts }) => counts.map((counted) => ({ batchId: id, ...counted })));
  // One statement, so that a batch and its counts are stored together. Prisma cannot add a set to another. The rows are
  // ordered, so that two instances do not deadlock.
  await tx.$executeRaw`
    WITH fresh AS (
      INSERT INTO count_batches (id) SELECT id FROM unnest(${batches.map(({ id }) => id)}::uuid[]) AS id ORDER BY id
      ON CONFLICT DO NOTHING RETURNING id
    ), counted AS (
      SELECT f.id AS flag_id, c.environment, c.rule_id, c.value, sum(c.count)::bigint AS count
      FROM unnest(
        ${counts.map(({ batchId }) => batchId)}::uuid[],
        ${counts.map(({ projectId }) => projectId)}::uuid[],
        ${counts.map(({ environment }) => environment)}::text[],
        ${counts.map(({ flagKey }) => flagKey)}::text[],
        ${counts.map(({ ruleId }) => ruleId)}::text[],
        ${counts.map(({ value }) => value)}::text[],
        ${counts.map(({ count }) => BigInt(count))}::bigint[]
      ) AS c(batch_id, project_id, environment, flag_key, rule_id, value, count)
      JOIN fresh ON fresh.id = c.batch_id
      JOIN flags f ON f.project_id = c.project_id AND f.key = c.flag_key
      GROUP BY f.id, c.environment, c.rule_id, c.value
    ), added AS (
      INSERT INTO evaluation_counts (flag_id, environment, rule_id, value, unit, bucket, count)
      SELECT flag_id, environment, rule_id, value, u.unit, date_trunc(u.unit, now()), count
      FROM counted CROSS JOIN (VALUES ('minute'), ('hour')) AS u(unit)
      ORDER BY flag_id, environment, rule_id, value, u.unit
      ON CONFLICT (flag_id, environment, rule_id, value, unit, bucket)
      DO UPDATE SET count = evaluation_counts.count + excluded.count
    )
    INSERT INTO flag_activity AS known (flag_id, environment, last_evaluated_at, only_value, only_value_since)
    SELECT flag_id, environment, now(),
      CASE WHEN min(value) = max(value) THEN min(value) END,
      CASE WHEN min(value) = max(value) THEN now() END
    FROM counted GROUP BY flag_id, environment ORDER BY flag_id, environment
    ON CONFLICT (flag_id, environment) DO UPDATE SET
      last_evaluated_at = excluded.last_evaluated_at,
      only_value = excluded.only_value,
      only_value_since = CASE WHEN known.only_value = excluded.only_value
        THEN known.only_value_since ELSE excluded.only_value_since END`;
}

/**
 * Deletes counts of minutes, or of hours, that began longer ago than a Postgres interval (`2 hours`).
 * @returns how many it deleted, at most `most`
 */
export const deleteOldCounts = (tx: Tx, unit: "minute" | "hour", age: string, most: number): Promise<number> =>
  // By the database's clock, as for counting. Prisma cannot limit a deletion.
  tx.$executeRaw`
    DELETE FROM evaluation_counts WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM evaluation_counts WHERE unit = ${unit} AND bucket < now() - ${age}::interval LIMIT ${most}))`;

/** The same for the ids of batches that were added longer ago. */
export const deleteOldBatches = (tx: Tx, age: string, most: number): Promise<number> =>
  tx.$executeRaw`
    DELETE FROM count_batches WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM count_batches WHERE stored_at < now() - ${age}::interval LIMIT ${most}))`;

/** How often a rule decided with a value: in the last hour by minutes, in the last day and seven days by hours. */
export interface EvaluationCount extends Pick<CountedEvaluations, "ruleId" | "value"> {
  lastHour: number;
  lastDay: number;
  lastSevenDays: number;
}

export const countsOfFlag = (tx: Tx, flagId: string, environment: string): Promise<EvaluationCount[]> =>
  // By the database's clock, and with several filtered sums, which Prisma's aggregates do not support.
  tx.$queryRaw<EvaluationCount[]>`
    SELECT rule_id AS "ruleId", value,
      coalesce(sum(count) FILTER (WHERE unit = 'minute' AND bucket > now() - interval '1 hour'), 0)::float8
        AS "lastHour",
      coalesce(sum(count) FILTER (WHERE unit = 'hour' AND bucket > now() - interval '1 day'), 0)::float8 AS "lastDay",
      coalesce(sum(count) FILTER (WHERE unit = 'hour' AND bucket > now() - interval '7 days'), 0)::float8
        AS "lastSevenDays"
    FROM evaluation_counts WHERE flag_id = ${flagId}::uuid AND environment = ${environment}
    GROUP BY rule_id, value`;

/** When a flag was last evaluated in an environment, as far as it is stored; undefined: never. */
export async function lastEvaluation(tx: Tx, flagId: string, environment: string): Promise<Date | undefined> {
  const row = await tx.flagActivity.findUnique({
    where: { flagId_environment: { flagId, environment } },
    select: { lastEvaluatedAt: true },
  });
  return row?.lastEvaluatedAt;
}
