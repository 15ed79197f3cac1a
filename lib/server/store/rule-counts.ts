import type { Tx } from "./transaction";

/** How many rules each of these flags has, by environment. Flags without any are left out. */
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
 * How many rules link to each of these segments. Segments without any are left out.
 * @param limit the environments whose rules are counted; null: all
 */
export async function countRulesBySegment(
  tx: Tx,
  segmentIds: readonly string[],
  limit: readonly string[] | null,
): Promise<Map<string, number>> {
  const groups = await tx.rule.groupBy({
    by: ["segmentId"],
    where: { segmentId: { in: [...segmentIds] }, ...(limit !== null && { environment: { in: [...limit] } }) },
    _count: true,
  });
  return new Map(groups.flatMap(({ segmentId, _count }) => (segmentId === null ? [] : [[segmentId, _count]])));
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
