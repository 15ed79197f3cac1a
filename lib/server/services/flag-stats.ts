import { toTimestamp } from "@/lib/contract/common";
import type { FlagStats } from "@/lib/contract/flag-stats";
import { countsOfFlag, lastEvaluation, type RuleCounts } from "../store/evaluation-counts";
import { listRuleIds } from "../store/rules";
import { db } from "../store/transaction";
import { assertEnvironmentInQuery } from "./assert-environment";
import type { FlagResource } from "./flag-resource";

/**
 * How often each rule decided a flag: in the last hour to the minute, in the last day and seven days to the hour, and
 * up to ten seconds late. Rules that were deleted since are counted in the total alone.
 * @throws ServiceError 400 for an environment that the project does not have.
 */
export async function flagStats({ flag, project }: FlagResource, environment: string): Promise<FlagStats> {
  assertEnvironmentInQuery(project, environment);
  const rows = await countsOfFlag(db(), flag.id, environment);
  const ruleIds = await listRuleIds(db(), { flagId: flag.id, environment });
  const lastEvaluatedAt = await lastEvaluation(db(), flag.id, environment);
  const byRule = new Map(rows.map((row) => [row.ruleId, toCounts(row)]));
  const countsOf = (ruleId: string) => byRule.get(ruleId) ?? { last_hour: 0, last_day: 0, last_seven_days: 0 };
  return {
    environment,
    last_evaluated_at: lastEvaluatedAt === undefined ? null : toTimestamp(lastEvaluatedAt),
    total: {
      last_hour: sum(rows.map((row) => row.lastHour)),
      last_day: sum(rows.map((row) => row.lastDay)),
      last_seven_days: sum(rows.map((row) => row.lastSevenDays)),
    },
    default: countsOf(""),
    rules: ruleIds.map((id) => ({ rule_id: id, ...countsOf(id) })),
  };
}

const toCounts = ({ lastHour, lastDay, lastSevenDays }: RuleCounts) => ({
  last_hour: lastHour,
  last_day: lastDay,
  last_seven_days: lastSevenDays,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
