import type { AttributeUse } from "@/lib/contract/attribute";
import { attributesIn } from "./condition-columns";
import type { Tx } from "./transaction";

/**
 * The attributes that the conditions of a project's rules and segments use, most used first, then by name.
 * @param limit the environments whose rules are read; null: all
 */
export const listAttributes = (
  tx: Tx,
  projectId: string,
  limit: readonly string[] | null,
  most: number,
): Promise<AttributeUse[]> =>
  // Conditions are JSON, which Prisma cannot search. A damaged column without a list counts as empty.
  tx.$queryRaw<AttributeUse[]>`
    SELECT name, count(*)::int AS count
    FROM (
      SELECT used.name
      FROM rules
      JOIN flags ON flags.id = rules.flag_id CROSS JOIN LATERAL ${attributesIn("rules.conditions", "attribute")} AS used
      WHERE flags.project_id = ${projectId}::uuid
        AND (${limit}::text[] IS NULL OR rules.environment = ANY (${limit}::text[]))
      UNION ALL
      SELECT used.name
      FROM segments CROSS JOIN LATERAL ${attributesIn("segments.rules", "key")} AS used
      WHERE project_id = ${projectId}::uuid
    ) AS asked
    WHERE name <> ''
    GROUP BY name
    ORDER BY count(*) DESC, name
    LIMIT ${most}`;
