import type { HistoryPeriod } from "@/lib/contract/flag-stats";
import type { Tx } from "./transaction";

/** How often a rule decided with a value in one step of a period. */
export interface StepCount {
  ruleId: string;
  /** As in `evaluation_counts`. */
  value: string;
  /** From 0, the oldest. */
  step: number;
  count: number;
}

/** The unit of the counts that each period consists of, and the interval from its first bucket to the current one. */
const SOURCES = {
  hour: { unit: "minute", back: "59 minutes" },
  day: { unit: "hour", back: "23 hours" },
  week: { unit: "hour", back: "167 hours" },
} as const satisfies Record<HistoryPeriod, object>;

/** The beginning of a period that ends now, by the database's clock, as for counting. */
export async function startOfPeriod(tx: Tx, period: HistoryPeriod): Promise<Date> {
  const { unit, back } = SOURCES[period];
  const [row] = await tx.$queryRaw<{ start: Date }[]>`SELECT date_trunc(${unit}, now()) - ${back}::interval AS start`;
  if (row === undefined) throw new Error("no row from a select without a table");
  return row.start;
}

export const countsByStep = (
  tx: Tx,
  { flagId, environment, period }: { flagId: string; environment: string; period: HistoryPeriod },
  { from, stepSeconds }: { from: Date; stepSeconds: number },
): Promise<StepCount[]> =>
  // Prisma cannot group by parts of an instant.
  tx.$queryRaw<StepCount[]>`
    SELECT rule_id AS "ruleId", value, sum(count)::float8 AS count,
      floor(extract(epoch FROM bucket - ${from}) / ${stepSeconds}::int)::int AS step
    FROM evaluation_counts
    WHERE flag_id = ${flagId}::uuid AND environment = ${environment}
      AND unit = ${SOURCES[period].unit} AND bucket >= ${from}
    GROUP BY rule_id, value, step ORDER BY rule_id, value, step`;
