import { toTimestamp } from "@/lib/contract/common";
import {
  type EvaluationSeries,
  type FlagHistory,
  type FlagHistoryQuery,
  historyPeriods,
} from "@/lib/contract/flag-stats";
import { limits } from "@/lib/contract/limits";
import { CODE_DEFAULT, variantsByText } from "../live/value-text";
import { countsByStep, type StepCount, startOfPeriod } from "../store/evaluation-history";
import { inSnapshot } from "../store/transaction";
import { assertEnvironmentInQuery } from "./assert-environment";
import type { FlagResource } from "./flag-resource";

/**
 * How often each rule decided a flag, and with which value, in each step of a period that ends now. The counts may be
 * ten seconds old.
 * @throws ServiceError 400 for an environment that the project does not have.
 */
export async function flagHistory(
  { flag, project }: FlagResource,
  { environment, period }: FlagHistoryQuery,
): Promise<FlagHistory> {
  assertEnvironmentInQuery(project, environment);
  const { seconds, stepSeconds } = historyPeriods[period];
  const { from, rows } = await inSnapshot(async (tx) => {
    const start = await startOfPeriod(tx, period);
    const place = { flagId: flag.id, environment, period };
    return { from: start, rows: await countsByStep(tx, place, { from: start, stepSeconds }) };
  });
  const names = variantsByText(flag);
  const all = toSeries(rows, seconds / stepSeconds).map((series) => ({
    ...series,
    ...(names !== null && series.value_text !== null && { variant: names.get(series.value_text) ?? null }),
  }));
  const others = all.slice(limits.evaluationSeries);
  return {
    environment,
    period,
    from: toTimestamp(from),
    step_seconds: stepSeconds,
    series: all.slice(0, limits.evaluationSeries),
    ...(others.length > 0 && { others: { series: others.length, counts: addUp(others.map(({ counts }) => counts)) } }),
  };
}

/** A series for each rule and value, the most evaluations first. */
function toSeries(rows: readonly StepCount[], steps: number): EvaluationSeries[] {
  const series = new Map<string, { total: number; series: EvaluationSeries }>();
  for (const { ruleId, value, step, count } of rows) {
    const key = `${ruleId} ${value}`;
    const entry = series.get(key) ?? { total: 0, series: { ...servedBy(ruleId, value), counts: emptySteps(steps) } };
    entry.total += count;
    // Counts from just after the period's end are in its last step.
    const last = Math.min(step, steps - 1);
    entry.series.counts[last] = (entry.series.counts[last] ?? 0) + count;
    series.set(key, entry);
  }
  return [...series.values()].sort((one, other) => other.total - one.total).map((entry) => entry.series);
}

const emptySteps = (steps: number): number[] => Array.from({ length: steps }, () => 0);

const servedBy = (ruleId: string, value: string) => ({
  rule_id: ruleId === "" ? null : ruleId,
  value_text: value === "" || value === CODE_DEFAULT ? null : value,
  ...(value === CODE_DEFAULT && { is_code_default: true as const }),
});

const addUp = (lists: readonly (readonly number[])[]): number[] =>
  (lists[0] ?? []).map((_, index) => lists.reduce((total, counts) => total + (counts[index] ?? 0), 0));
