import { toTimestamp } from "@/lib/contract/common";
import type { LastChange } from "@/lib/contract/flag-list";
import { type ActorColumns, currentNames, toActor } from "./actors";
import type { Tx } from "./transaction";

interface LastEntry extends ActorColumns {
  id: string;
  flagId: string;
  createdAt: Date;
}

/**
 * The last change of each of these flags or its rules, by id. Flags that the audit log does not mention any more are
 * left out.
 * @param limit the environments whose entries are read, besides entries of no environment; null: all
 */
export async function lastChanges(
  tx: Tx,
  flagIds: readonly string[],
  limit: readonly string[] | null,
): Promise<Map<string, LastChange>> {
  // One look at the end of an index for each flag; Prisma would read all entries to find the last.
  const entries = await tx.$queryRaw<LastEntry[]>`
    SELECT flag.id AS "flagId", last.*
    FROM unnest(${[...flagIds]}::uuid[]) AS flag(id)
    CROSS JOIN LATERAL (
      SELECT id, actor_type AS "actorType", actor_id AS "actorId", actor_name AS "actorName",
        created_at AS "createdAt"
      FROM audit_entries
      WHERE flag_id = flag.id
        AND (${limit}::text[] IS NULL OR environment IS NULL OR environment = ANY (${limit}::text[]))
      ORDER BY sequence DESC LIMIT 1
    ) AS last`;
  const names = await currentNames(tx, entries);
  return new Map(
    entries.map((entry) => [entry.flagId, { at: toTimestamp(entry.createdAt), actor: toActor(entry, names) }]),
  );
}
