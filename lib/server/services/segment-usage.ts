import type { Segment, SegmentUse } from "@/lib/contract/segment";
import { getDb } from "../db/client";

/** Every rule that links to the segment, by flag key, environment and position. */
export async function listSegmentUses(segment: Pick<Segment, "id">): Promise<SegmentUse[]> {
  const rows = await getDb().prisma.rule.findMany({
    where: { segmentId: segment.id },
    orderBy: [{ flag: { key: "asc" } }, { environment: "asc" }, { position: "asc" }],
    select: {
      id: true,
      name: true,
      enabled: true,
      position: true,
      environment: true,
      conditions: true,
      flag: { select: { id: true, key: true, name: true } },
    },
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
