import { toTimestamp } from "@/lib/contract/common";
import type { FlagStats } from "@/lib/contract/flag-stats";
import { variantsByText } from "../live/value-text";
import { countsOfFlag, type EvaluationCount, lastEvaluation } from "../store/evaluation-counts";
import { listRuleIds } from "../store/rules";
import { db } from "../store/transaction";
import { assertEnvironmentInQuery } from "./assert-environment";
import type { FlagResource } from "./flag-resource";

/**
 * How often each rule decided a flag, and how often each variant was served: in the last hour by minutes, in the last
 * day and seven days by hours. The counts may be ten seconds old. Rules that were deleted since are counted in the
 * total only.
 * @throws ServiceError 400 for an environment that the project does not have.
 */
export async function flagStats({ flag, project }: FlagResource, environment: string): Promise<FlagStats> {
  assertEnvironmentInQuery(project, environment);
  const rows = await countsOfFlag(db(), flag.id, environment);
  const ruleIds = await listRuleIds(db(), { flagId: flag.id, environment });
  const lastEvaluatedAt = await lastEvaluation(db(), flag.id, environment);
  const byRule = countsBy(rows, ({ ruleId }) => ruleId);
  const byValue = countsBy(rows, ({ value }) => value);
  const names = variantsByText(flag);
  return {
    environment,
    last_evaluated_at: lastEvaluatedAt === undefined ? null : toTimestamp(lastEvaluatedAt),
    total: rows.reduce(addUp, NONE),
    default: byRule.get("") ?? NONE,
    rules: ruleIds.map((id) => ({ rule_id: id, ...(byRule.get(id) ?? NONE) })),
    ...(names !== null && {
      variants: [...names].map(([text, variant]) => ({ variant, ...(byValue.get(text) ?? NONE) })),
    }),
  };
}

const NONE = { last_hour: 0, last_day: 0, last_seven_days: 0 };

function countsBy(
  rows: readonly EvaluationCount[],
  keyOf: (row: EvaluationCount) => string,
): ReadonlyMap<string, typeof NONE> {
  const counts = new Map<string, typeof NONE>();
  for (const row of rows) counts.set(keyOf(row), addUp(counts.get(keyOf(row)) ?? NONE, row));
  return counts;
}

const addUp = (counts: typeof NONE, { lastHour, lastDay, lastSevenDays }: EvaluationCount): typeof NONE => ({
  last_hour: counts.last_hour + lastHour,
  last_day: counts.last_day + lastDay,
  last_seven_days: counts.last_seven_days + lastSevenDays,
});
