import type { RuleUse, SegmentUse } from "@/lib/contract/segment";
import type { RuleList, RuleRow } from "./rules";
import { type Reach, reachesOf, segmentsReferringTo } from "./segment-references";
import type { Tx } from "./transaction";

/** The rules that link to a segment, in the order of their lists. */
export const rulesOfSegment = (tx: Tx, segmentId: string): Promise<RuleRow[]> =>
  tx.rule.findMany({
    where: { segmentId },
    orderBy: [{ flagId: "asc" }, { environment: "asc" }, { position: "asc" }],
  });

/** The lists in which some rule leads to a segment, by flag and environment. */
export async function listsUsing(tx: Tx, segmentId: string): Promise<RuleList[]> {
  const lists = (await reachesOf(tx, segmentId)).map(({ flagId, environment }) => ({ flagId, environment }));
  return [...new Map(lists.map((list) => [`${list.flagId} ${list.environment}`, list])).values()];
}

/**
 * The segments that refer to a segment, by name; and every rule that leads to it, by flag key, environment and
 * position.
 */
export async function segmentUses(tx: Tx, segmentId: string): Promise<SegmentUse[]> {
  const containing = await segmentsReferringTo(tx, segmentId);
  const reaches = new Map<string, Reach[]>();
  for (const reach of await reachesOf(tx, segmentId)) {
    reaches.set(reach.ruleId, [...(reaches.get(reach.ruleId) ?? []), reach]);
  }
  const rows = await tx.rule.findMany({
    where: { id: { in: [...reaches.keys()] } },
    orderBy: [{ flag: { key: "asc" } }, { environment: "asc" }, { position: "asc" }],
    include: { flag: { select: { id: true, key: true, name: true } } },
    omit: { value: true },
  });
  const places = containing.map(({ id, name }) => ({ segment_id: id, segment_name: name }));
  const rules = rows.map((row) => ({
    rule_id: row.id,
    rule_name: row.name,
    rule_enabled: row.enabled,
    position: row.position,
    environment: row.environment,
    flag_id: row.flag.id,
    flag_key: row.flag.key,
    flag_name: row.flag.name,
    only_condition: row.segmentId === segmentId && Array.isArray(row.conditions) && row.conditions.length === 0,
    ...otherWays(reaches.get(row.id) ?? [], segmentId),
  }));
  return [...places, ...rules];
}

/** How a rule leads to a segment other than by its link; absent if it does not. */
function otherWays(reaches: readonly Reach[], segmentId: string): Pick<RuleUse, "in_conditions" | "through"> {
  const isInConditions = reaches.some((reach) => reach.segmentId === segmentId && reach.isInConditions);
  const through = reaches.filter(({ segmentId: id }) => id !== segmentId);
  return {
    ...(isInConditions && { in_conditions: true }),
    ...(through.length > 0 && { through: through.map(({ segmentId: id, segmentName: name }) => ({ id, name })) }),
  };
}

/** Removes a segment from the rules that link to it, and turns off those in `disabled`. */
export async function clearSegment(tx: Tx, segmentId: string, disabled: readonly string[], now: Date): Promise<void> {
  await tx.rule.updateMany({ where: { id: { in: [...disabled] } }, data: { enabled: false } });
  await tx.rule.updateMany({ where: { segmentId }, data: { segmentId: null, updatedAt: now } });
}

/** Links rules to a segment, and turns on those in `enabled`. */
export async function linkSegment(
  tx: Tx,
  segmentId: string,
  ids: readonly string[],
  enabled: readonly string[],
): Promise<void> {
  await tx.rule.updateMany({ where: { id: { in: [...enabled] } }, data: { enabled: true } });
  await tx.rule.updateMany({ where: { id: { in: [...ids] } }, data: { segmentId, updatedAt: new Date() } });
}
