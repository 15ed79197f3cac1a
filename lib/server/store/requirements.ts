import { requiresSchema } from "@/lib/contract/requirement";
import type * as stored from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import type { RuleList } from "./rules";
import type { Tx } from "./transaction";

type StoredRequires = Pick<stored.Flag, "id" | "requires">;

/** What a stored flag requires. @throws CorruptRowError */
export function requiresOf({ id, requires: stored }: StoredRequires) {
  // Most flags require nothing, and lists of flags are long.
  if (Array.isArray(stored) && stored.length === 0) return [];
  const requires = requiresSchema.safeParse(stored);
  if (!requires.success) throw new CorruptRowError("flags", id, "requires");
  return requires.data;
}

/** A flag that requires others. */
interface RequiringFlag {
  id: string;
  key: string;
  /** The keys of the required flags. */
  references: string[];
}

/** The flags of a project that require others, by key. */
export const requiringFlags = (tx: Tx, projectId: string): Promise<RequiringFlag[]> =>
  tx.$queryRaw<RequiringFlag[]>`
    SELECT f.id, f.key, array_agg(need ->> 'flag') AS references
    FROM flags f CROSS JOIN LATERAL json_array_elements(f.requires) AS need
    WHERE f.project_id = ${projectId}::uuid
    GROUP BY f.id ORDER BY f.key`;

/** The lists, in the same environments, of all flags that the flags of these lists require, directly or indirectly. */
export async function requiredLists(tx: Tx, lists: readonly RuleList[]): Promise<RuleList[]> {
  if (lists.length === 0) return [];
  return tx.$queryRaw<RuleList[]>`
    WITH RECURSIVE led AS (
      SELECT f.id, f.project_id, f.requires::jsonb AS requires, list.environment, false AS "isRequired"
      FROM unnest(${lists.map(({ flagId }) => flagId)}::uuid[], ${lists.map(({ environment }) => environment)}::text[])
        AS list (flag_id, environment) JOIN flags f ON f.id = list.flag_id
      WHERE f.requires::text <> '[]'
      UNION
      SELECT f.id, f.project_id, f.requires::jsonb, led.environment, true
      FROM led CROSS JOIN LATERAL jsonb_array_elements(led.requires) AS need
        JOIN flags f ON f.project_id = led.project_id AND f.key = need ->> 'flag')
    SELECT DISTINCT id AS "flagId", environment FROM led WHERE "isRequired" ORDER BY id, environment`;
}

/** These lists and those, in the same environments, of all flags that require theirs, directly or indirectly. */
export async function withRequiring(tx: Tx, lists: readonly RuleList[]): Promise<readonly RuleList[]> {
  if (lists.length === 0) return lists;
  const rows = await tx.$queryRaw<RuleList[]>`
    WITH RECURSIVE waiting AS (
      SELECT f.id, f.key, f.project_id, list.environment, false AS "isRequiring"
      FROM unnest(${lists.map(({ flagId }) => flagId)}::uuid[], ${lists.map(({ environment }) => environment)}::text[])
        AS list (flag_id, environment) JOIN flags f ON f.id = list.flag_id
      UNION
      SELECT f.id, f.key, f.project_id, waiting.environment, true
      FROM waiting JOIN flags f ON f.project_id = waiting.project_id AND f.requires::text <> '[]'
        CROSS JOIN LATERAL json_array_elements(f.requires) AS need
      WHERE need ->> 'flag' = waiting.key)
    SELECT DISTINCT id AS "flagId", environment FROM waiting WHERE "isRequiring" ORDER BY id, environment`;
  const known = new Set(lists.map(({ flagId, environment }) => `${flagId} ${environment}`));
  return [...lists, ...rows.filter(({ flagId, environment }) => !known.has(`${flagId} ${environment}`))];
}

/** For each of these flags that others require, the keys of those others. */
export async function keysOfRequiring(tx: Tx, flagIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ id: string; keys: string[] }[]>`
    SELECT f.id, array_agg(DISTINCT other.key ORDER BY other.key) AS keys
    FROM flags f JOIN flags other ON other.project_id = f.project_id AND other.requires::text <> '[]'
      CROSS JOIN LATERAL json_array_elements(other.requires) AS need
    WHERE f.id = ANY (${[...flagIds]}::uuid[]) AND need ->> 'flag' = f.key
    GROUP BY f.id`;
  return new Map(rows.map(({ id, keys }) => [id, keys]));
}
