import type { SegmentUse } from "@/lib/contract/segment";
import type { RuleList, RuleRow } from "./rules";
import type { Tx } from "./transaction";

/** The rules that link to a segment, in the order of their lists. */
export const rulesOfSegment = (tx: Tx, segmentId: string): Promise<RuleRow[]> =>
  tx.rule.findMany({
    where: { segmentId },
    orderBy: [{ flagId: "asc" }, { environment: "asc" }, { position: "asc" }],
  });

/** The lists in which some rule links to a segment, by flag and environment. */
export async function listsUsing(tx: Tx, segmentId: string): Promise<RuleList[]> {
  const lists = await tx.rule.groupBy({
    by: ["flagId", "environment"],
    where: { segmentId },
    orderBy: [{ flagId: "asc" }, { environment: "asc" }],
  });
  return lists;
}

/** Every rule that links to a segment, by flag key, environment and position. */
export async function segmentUses(tx: Tx, segmentId: string): Promise<SegmentUse[]> {
  const rows = await tx.rule.findMany({
    where: { segmentId },
    orderBy: [{ flag: { key: "asc" } }, { environment: "asc" }, { position: "asc" }],
    include: { flag: { select: { id: true, key: true, name: true } } },
    omit: { value: true },
  });
  return rows.map((row) => ({
    rule_id: row.id,
    rule_name: row.name,
    rule_enabled: row.enabled,
    position: row.position,
    environment: row.environment,
    flag_id: row.flag.id,
    flag_key: row.flag.key,
    flag_name: row.flag.name,
    only_condition: Array.isArray(row.conditions) && row.conditions.length === 0,
  }));
}

/** Clears a segment from the rules that link to it, as of now, and turns off those in `disabled`. */
export async function clearSegment(tx: Tx, segmentId: string, disabled: readonly string[], now: Date): Promise<void> {
  await tx.rule.updateMany({ where: { id: { in: [...disabled] } }, data: { enabled: false } });
  await tx.rule.updateMany({ where: { segmentId }, data: { segmentId: null, updatedAt: now } });
}

/** Puts rules in a segment, as of now, and turns those on that are in `enabled`. */
export async function linkSegment(
  tx: Tx,
  segmentId: string,
  ids: readonly string[],
  enabled: readonly string[],
): Promise<void> {
  await tx.rule.updateMany({ where: { id: { in: [...enabled] } }, data: { enabled: true } });
  await tx.rule.updateMany({ where: { id: { in: [...ids] } }, data: { segmentId, updatedAt: new Date() } });
}
