import type { FlagStats } from "@/lib/contract/evaluation";
import { unknownEnvironment } from "@/lib/contract/rule";
import { badRequest } from "../service-error";
import { countsOfFlag, type RuleCounts } from "../store/evaluation-counts";
import { listRuleIds } from "../store/rules";
import { db } from "../store/transaction";
import type { FlagResource } from "./flag-resource";

/**
 * How often each rule decided a flag: in the last hour to the minute, in the last seven days to the hour, and up to ten
 * seconds late. Rules that were deleted since are counted in the total alone.
 * @throws ServiceError 400 for an environment that the project does not have.
 */
export async function flagStats({ flag, project }: FlagResource, environment: string): Promise<FlagStats> {
  if (!project.environments.includes(environment)) {
    throw badRequest(`environment ${unknownEnvironment(project.environments).toLowerCase()}`);
  }
  const rows = await countsOfFlag(db(), flag.id, environment);
  const ruleIds = await listRuleIds(db(), { flagId: flag.id, environment });
  const byRule = new Map(rows.map((row) => [row.ruleId, toCounts(row)]));
  const countsOf = (ruleId: string) => byRule.get(ruleId) ?? { last_hour: 0, last_seven_days: 0 };
  return {
    environment,
    total: {
      last_hour: sum(rows.map((row) => row.lastHour)),
      last_seven_days: sum(rows.map((row) => row.lastSevenDays)),
    },
    default: countsOf(""),
    rules: ruleIds.map((id) => ({ rule_id: id, ...countsOf(id) })),
  };
}

const toCounts = ({ lastHour, lastSevenDays }: RuleCounts) => ({
  last_hour: lastHour,
  last_seven_days: lastSevenDays,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
