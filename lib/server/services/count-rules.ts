import { getDb } from "../db/client";

interface Identified {
  id: string;
}

/** How many rules each flag has, by environment. Flags without any are left out. */
export async function countRulesByFlag(flags: readonly Identified[]): Promise<Map<string, Record<string, number>>> {
  const groups = await getDb().prisma.$queryRaw<{ flagId: string; environment: string; count: number }[]>`
    SELECT flag_id AS "flagId", environment, count(*)::int AS count
    FROM rules WHERE flag_id = ANY (${flags.map(({ id }) => id)}::uuid[])
    GROUP BY flag_id, environment`;
  const counts = new Map<string, Record<string, number>>();
  for (const { flagId, environment, count } of groups) {
    counts.set(flagId, { ...counts.get(flagId), [environment]: count });
  }
  return counts;
}

/** How many rules link to each segment. Segments without any are left out. */
export async function countRulesBySegment(segments: readonly Identified[]): Promise<Map<string, number>> {
  const groups = await getDb().prisma.$queryRaw<{ segmentId: string; count: number }[]>`
    SELECT segment_id AS "segmentId", count(*)::int AS count
    FROM rules WHERE segment_id = ANY (${segments.map(({ id }) => id)}::uuid[])
    GROUP BY segment_id`;
  return new Map(groups.map(({ segmentId, count }) => [segmentId, count]));
}
