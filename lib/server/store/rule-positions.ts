import type { RuleList } from "./rules";
import type { Tx } from "./transaction";

// Positions in a list need be unique only at the end of a statement. So each move is one statement, in SQL, because
// Prisma's calls give every row of a set the same values.

/**
 * Frees `position`: if it is taken, that rule and those directly after it, up to the first gap, move down by one. The
 * flag must be locked.
 */
export const makeRoom = (tx: Tx, list: RuleList, position: number): Promise<void> =>
  shift(tx, list, position, { id: null, updatedAt: null });

/** Puts a rule at `position`, and makes room for it. The position that it leaves counts as a gap. */
export const moveRule = (tx: Tx, rule: RuleList & { id: string }, position: number, updatedAt: Date): Promise<void> =>
  shift(tx, rule, position, { id: rule.id, updatedAt });

async function shift(
  tx: Tx,
  { flagId, environment }: RuleList,
  position: number,
  moving: { id: string; updatedAt: Date } | { id: null; updatedAt: null },
): Promise<void> {
  // One statement for all, because positions are unique when a statement ends. Prisma cannot find where a run ends.
  await tx.$executeRaw`
    WITH asked AS (SELECT ${position}::int AS position, ${moving.id}::uuid AS moving),
    others AS (
      SELECT rules.position FROM rules, asked
      WHERE flag_id = ${flagId}::uuid AND environment = ${environment} AND id IS DISTINCT FROM moving
        AND rules.position >= asked.position
    ),
    run AS (
      SELECT min(position) AS last FROM others
      WHERE NOT EXISTS (SELECT 1 FROM others AS below WHERE below.position = others.position + 1)
        AND EXISTS (SELECT 1 FROM others AS first, asked WHERE first.position = asked.position)
    )
    UPDATE rules
    SET position = CASE WHEN id = moving THEN asked.position ELSE rules.position + 1 END,
        updated_at = CASE WHEN id = moving THEN ${moving.updatedAt}::timestamptz ELSE updated_at END
    FROM run, asked
    WHERE flag_id = ${flagId}::uuid AND environment = ${environment}
      AND (id = moving OR rules.position BETWEEN asked.position AND run.last)`;
}

/** Whether some rule of a list has the position. */
export const isTaken = async (tx: Tx, list: RuleList, position: number): Promise<boolean> =>
  (await ruleAt(tx, list, position)) !== null;

/** The id of the rule that has the position; null: none has. */
export async function ruleAt(tx: Tx, { flagId, environment }: RuleList, position: number): Promise<string | null> {
  const found = await tx.rule.findFirst({ where: { flagId, environment, position }, select: { id: true } });
  return found?.id ?? null;
}

/** Puts rules at positions 1 to n in the order of their ids. The flag must be locked. */
export async function writePositions(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE rules SET position = placed.position
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS placed(id, position)
    WHERE rules.id = placed.id AND rules.position <> placed.position`;
}

/** The position after the last rule (1 in an empty list), and how many rules there are. The flag must be locked. */
export async function endOfList(tx: Tx, { flagId, environment }: RuleList): Promise<{ next: number; count: number }> {
  const { _max, _count } = await tx.rule.aggregate({
    where: { flagId, environment },
    _max: { position: true },
    _count: true,
  });
  return { next: _max.position === null ? 1 : _max.position + 1, count: _count };
}
