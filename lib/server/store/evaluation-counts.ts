import type { Tx } from "./transaction";

/** How often a rule decided a flag; an empty rule id stands for none. */
export interface CountedEvaluations {
  projectId: string;
  environment: string;
  flagKey: string;
  ruleId: string;
  count: number;
}

/** Adds to the counts of this minute and this hour. Those of flags that are gone are dropped. */
export async function addCounts(tx: Tx, counts: readonly CountedEvaluations[]): Promise<void> {
  // A set that is added to another is beyond Prisma's calls. In one order, so that two instances never wait for each
  // other.
  await tx.$executeRaw`
    INSERT INTO evaluation_counts (flag_id, environment, rule_id, unit, bucket, count)
    SELECT f.id, c.environment, c.rule_id, u.unit, date_trunc(u.unit, now()), c.count
    FROM unnest(
      ${counts.map(({ projectId }) => projectId)}::uuid[],
      ${counts.map(({ environment }) => environment)}::text[],
      ${counts.map(({ flagKey }) => flagKey)}::text[],
      ${counts.map(({ ruleId }) => ruleId)}::text[],
      ${counts.map(({ count }) => BigInt(count))}::bigint[]
    ) AS c(project_id, environment, flag_key, rule_id, count)
    JOIN flags f ON f.project_id = c.project_id AND f.key = c.flag_key
    CROSS JOIN (VALUES ('minute'), ('hour')) AS u(unit)
    ORDER BY f.id, c.environment, c.rule_id, u.unit
    ON CONFLICT (flag_id, environment, rule_id, unit, bucket)
    DO UPDATE SET count = evaluation_counts.count + excluded.count`;
}

/** Deletes counts of minutes, or of hours, that began longer ago than an interval of Postgres (`2 hours`). */
export async function deleteOldCounts(tx: Tx, unit: "minute" | "hour", age: string): Promise<void> {
  // By the database's clock, as they were counted.
  await tx.$executeRaw`DELETE FROM evaluation_counts WHERE unit = ${unit} AND bucket < now() - ${age}::interval`;
}

/** How often a rule decided, in the last hour to the minute and in the last seven days to the hour. */
export interface RuleCounts {
  ruleId: string;
  lastHour: number;
  lastSevenDays: number;
}

export const countsOfFlag = (tx: Tx, flagId: string, environment: string): Promise<RuleCounts[]> =>
  // By the database's clock, and two filtered sums at once, which Prisma's aggregates have no words for.
  tx.$queryRaw<RuleCounts[]>`
    SELECT rule_id AS "ruleId",
      coalesce(sum(count) FILTER (WHERE unit = 'minute' AND bucket > now() - interval '1 hour'), 0)::float8
        AS "lastHour",
      coalesce(sum(count) FILTER (WHERE unit = 'hour' AND bucket > now() - interval '7 days'), 0)::float8
        AS "lastSevenDays"
    FROM evaluation_counts WHERE flag_id = ${flagId}::uuid AND environment = ${environment} GROUP BY rule_id`;
