import type { FlagStats } from "@/lib/contract/evaluation";
import { unknownEnvironment } from "@/lib/contract/rule";
import { getDb } from "../db/client";
import { badRequest } from "../service-error";
import type { FlagSubject } from "./find-flag";

interface CountRow {
  ruleId: string;
  lastHour: string;
  lastSevenDays: string;
}

/**
 * How often each rule decided a flag: in the last hour to the minute, in the last seven days to the hour, and up to ten
 * seconds late. Rules that were deleted since are counted in the total alone.
 * @throws ServiceError 400 for an environment that the project does not have.
 */
export async function flagStats({ flag, project }: FlagSubject, environment: string): Promise<FlagStats> {
  if (!project.environments.includes(environment)) {
    throw badRequest(`environment ${unknownEnvironment(project.environments).toLowerCase()}`);
  }
  const { rows } = await getDb().pool.query<CountRow>(
    `SELECT rule_id AS "ruleId",
       coalesce(sum(count) FILTER (WHERE unit = 'minute' AND bucket > now() - interval '1 hour'), 0) AS "lastHour",
       coalesce(sum(count) FILTER (WHERE unit = 'hour' AND bucket > now() - interval '7 days'), 0) AS "lastSevenDays"
     FROM evaluation_counts WHERE flag_id = $1 AND environment = $2 GROUP BY rule_id`,
    [flag.id, environment],
  );
  const rules = await getDb().prisma.rule.findMany({
    where: { flagId: flag.id, environment },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  const byRule = new Map(rows.map((row) => [row.ruleId, toCounts(row)]));
  const countsOf = (ruleId: string) => byRule.get(ruleId) ?? { last_hour: 0, last_seven_days: 0 };
  return {
    environment,
    total: {
      last_hour: sum(rows.map((row) => Number(row.lastHour))),
      last_seven_days: sum(rows.map((row) => Number(row.lastSevenDays))),
    },
    default: countsOf(""),
    rules: rules.map(({ id }) => ({ rule_id: id, ...countsOf(id) })),
  };
}

const toCounts = ({ lastHour, lastSevenDays }: CountRow) => ({
  last_hour: Number(lastHour),
  last_seven_days: Number(lastSevenDays),
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
