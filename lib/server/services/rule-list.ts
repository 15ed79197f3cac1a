import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { ruleColumns } from "./row-readers";
import type { RuleRow } from "./rows";

/** The rules of one flag in one environment: what an order is an order of. */
export interface RuleList {
  flagId: string;
  environment: string;
}

/**
 * Makes `position` free: when it is taken, that rule and those directly after it, up to the first gap, move down by
 * one. The flag must be locked.
 * @param moving a rule that is leaving its own place, which therefore counts as a gap; it is put at `position`.
 */
export function makeRoom(tx: SqlTx, list: RuleList, position: number, moving?: string): void {
  const { flagId, environment } = list;
  // One statement, because the constraint is checked when a statement ends.
  tx.send(sql`
    WITH asked AS (SELECT ${position}::int AS position, ${moving ?? null}::uuid AS moving),
    others AS (
      SELECT rules.position FROM rules, asked
      WHERE flag_id = ${flagId} AND environment = ${environment} AND id IS DISTINCT FROM moving
        AND rules.position >= asked.position
    ),
    run AS (
      SELECT min(position) AS last FROM others
      WHERE NOT EXISTS (SELECT 1 FROM others AS below WHERE below.position = others.position + 1)
        AND EXISTS (SELECT 1 FROM others AS first, asked WHERE first.position = asked.position)
    )
    UPDATE rules SET position = CASE WHEN id = moving THEN asked.position ELSE rules.position + 1 END
    FROM run, asked
    WHERE flag_id = ${flagId} AND environment = ${environment}
      AND (id = moving OR rules.position BETWEEN asked.position AND run.last)`);
}

/** The position after the last rule, 1 in an empty list, and how many rules there are. The flag must be locked. */
export async function endOfList(
  tx: SqlTx,
  { flagId, environment }: RuleList,
): Promise<{ next: number; count: number }> {
  return tx.one<{ next: number; count: number }>(sql`
    SELECT coalesce(max(position) + 1, 1) AS next, count(*)::int AS count
    FROM rules WHERE flag_id = ${flagId} AND environment = ${environment}`);
}

/** Every rule of a list, in its order. */
export async function readList(tx: SqlTx, { flagId, environment }: RuleList): Promise<RuleRow[]> {
  return tx.rows<RuleRow>(sql`
    SELECT ${ruleColumns} FROM rules
    WHERE flag_id = ${flagId} AND environment = ${environment} ORDER BY position`);
}
