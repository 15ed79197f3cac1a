import { Prisma } from "../db/generated/client";
import type { RuleRow } from "./rows";
import type { Tx } from "./write";

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
export async function makeRoom(tx: Tx, list: RuleList, position: number, moving?: string): Promise<void> {
  const others = Prisma.sql`
    flag_id = ${list.flagId}::uuid AND environment = ${list.environment} AND id IS DISTINCT FROM ${moving ?? null}::uuid`;
  // One statement, because the constraint is checked when a statement ends.
  await tx.$executeRaw`
    WITH others AS (SELECT position FROM rules WHERE ${others} AND position >= ${position}),
    run AS (
      SELECT min(position) AS last FROM others
      WHERE NOT EXISTS (SELECT 1 FROM others AS below WHERE below.position = others.position + 1)
        AND EXISTS (SELECT 1 FROM others AS first WHERE first.position = ${position})
    )
    UPDATE rules SET position = CASE WHEN id = ${moving ?? null}::uuid THEN ${position}::int ELSE position + 1 END
    FROM run
    WHERE flag_id = ${list.flagId}::uuid AND environment = ${list.environment}
      AND (id = ${moving ?? null}::uuid OR position BETWEEN ${position} AND run.last)`;
}

/** The position after the last rule, 1 in an empty list, and how many rules there are. The flag must be locked. */
export async function endOfList(tx: Tx, list: RuleList): Promise<{ next: number; count: number }> {
  const { _max, _count } = await tx.rule.aggregate({ where: { ...list }, _max: { position: true }, _count: true });
  return { next: _max.position === null ? 1 : _max.position + 1, count: _count };
}

/** Every rule of a list, in its order. */
export async function readList(tx: Tx, list: RuleList): Promise<RuleRow[]> {
  return tx.rule.findMany({ where: { ...list }, orderBy: { position: "asc" } });
}
