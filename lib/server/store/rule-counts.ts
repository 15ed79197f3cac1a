import { referencedIn } from "./condition-columns";
import type { Tx } from "./transaction";

/** How many rules each of these flags has, by environment. Flags without rules are left out. */
export async function countRulesByFlag(
  tx: Tx,
  flagIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const groups = await tx.rule.groupBy({
    by: ["flagId", "environment"],
    where: { flagId: { in: [...flagIds] } },
    _count: true,
  });
  const counts = new Map<string, Record<string, number>>();
  for (const { flagId, environment, _count } of groups) {
    counts.set(flagId, { ...counts.get(flagId), [environment]: _count });
  }
  return counts;
}

/**
 * How many rules link to each of these segments, or name it in their conditions. Segments without any are left out.
 * @param limit the environments whose rules are counted; null: all
 */
export async function countRulesBySegment(
  tx: Tx,
  segmentIds: readonly string[],
  limit: readonly string[] | null,
): Promise<Map<string, number>> {
  const ids = [...segmentIds];
  // Prisma cannot search conditions.
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT named.id, count(*)::int AS count FROM (
      SELECT r.id AS rule_id, r.environment, r.segment_id AS id FROM rules r WHERE r.segment_id = ANY (${ids}::uuid[])
      UNION
      SELECT r.id, r.environment, found.id FROM rules r JOIN flags f ON f.id = r.flag_id
      CROSS JOIN LATERAL ${referencedIn("r.conditions")} AS found
      WHERE f.project_id IN (SELECT project_id FROM segments WHERE id = ANY (${ids}::uuid[]))
    ) AS named
    WHERE named.id = ANY (${ids}::uuid[])
      AND (${limit === null} OR named.environment = ANY (${[...(limit ?? [])]}::text[]))
    GROUP BY named.id`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Those of these environments of a project in which some flag has a rule. */
export async function environmentsWithRules(tx: Tx, projectId: string, environments: string[]): Promise<string[]> {
  if (environments.length === 0) return [];
  const rows = await tx.rule.groupBy({
    by: ["environment"],
    where: { environment: { in: environments }, flag: { projectId } },
    orderBy: { environment: "asc" },
  });
  return rows.map(({ environment }) => environment);
}
