import { limits } from "@/lib/contract/limits";
import type { Tx } from "./transaction";

export interface StaleFlag {
  flagId: string;
  /** Since when nobody has evaluated it: its last evaluation, its creation, or when this database began to count. */
  unaskedSince: Date;
  /** Whether it is evaluated. */
  isAsked: boolean;
  /** The project's default environment. */
  environment: string;
  /**
   * The only value that was served there since `onlySince`, in the form of `evaluation_counts`. Both null: there were
   * several values.
   */
  onlyValue: string | null;
  onlySince: Date | null;
}

/** The stale flags among these. Archived flags are never stale. */
export const staleFlags = (tx: Tx, flagIds: readonly string[]): Promise<StaleFlag[]> =>
  // By the database's clock, as for counting, and in one statement for all flags.
  tx.$queryRaw<StaleFlag[]>`
    SELECT * FROM (
      SELECT f.id AS "flagId", p.default_environment AS environment,
        unasked.since AS "unaskedSince", unasked.since >= cutoff.at AS "isAsked",
        only_one.only_value AS "onlyValue", only_one.only_value_since AS "onlySince"
      FROM flags f
      JOIN projects p ON p.id = f.project_id
      CROSS JOIN database_epoch AS counting
      CROSS JOIN (SELECT now() - make_interval(days => ${limits.staleDays}::int) AS at) AS cutoff
      CROSS JOIN LATERAL (
        SELECT greatest(max(last_evaluated_at), f.created_at, counting.counted_since) AS since
        FROM flag_activity WHERE flag_id = f.id) AS unasked
      LEFT JOIN flag_activity AS only_one ON only_one.flag_id = f.id AND only_one.environment = p.default_environment
        AND only_one.only_value <> '' AND only_one.only_value_since < cutoff.at
      WHERE f.id = ANY (${[...flagIds]}::uuid[]) AND f.status = 'active'
    ) AS known
    WHERE NOT "isAsked" OR "onlyValue" IS NOT NULL`;
