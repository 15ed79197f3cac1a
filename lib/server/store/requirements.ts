import { requiresSchema } from "@/lib/contract/requirement";
import type * as stored from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import type { Tx } from "./transaction";

type StoredRequires = Pick<stored.Flag, "id" | "requires">;

/** What a stored flag requires. @throws CorruptRowError */
export function requiresOf({ id, requires: stored }: StoredRequires) {
  // Of most flags there is nothing, and lists of flags are long.
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

/** Those of a project's flags that require others, by key. */
export const requiringFlags = (tx: Tx, projectId: string): Promise<RequiringFlag[]> =>
  tx.$queryRaw<RequiringFlag[]>`
    SELECT f.id, f.key, array_agg(need ->> 'flag') AS references
    FROM flags f CROSS JOIN LATERAL json_array_elements(f.requires) AS need
    WHERE f.project_id = ${projectId}::uuid
    GROUP BY f.id ORDER BY f.key`;
