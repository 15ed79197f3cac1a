import type { AttributeUse } from "@/lib/contract/attribute";
import type { Tx } from "./transaction";

/**
 * The attributes that the conditions of a project's rules and segments ask for, most used first, then by name.
 * @param limit the environments whose rules are looked at; null: all
 */
export const listAttributes = (
  tx: Tx,
  projectId: string,
  limit: readonly string[] | null,
  most: number,
): Promise<AttributeUse[]> =>
  // Conditions are JSON, which Prisma cannot look into. A damaged column that holds no list counts as an empty one.
  tx.$queryRaw<AttributeUse[]>`
    SELECT name, count(*)::int AS count
    FROM (
      SELECT condition->>'attribute' AS name
      FROM rules
      JOIN flags ON flags.id = rules.flag_id,
        json_array_elements(CASE json_typeof(conditions) WHEN 'array' THEN conditions ELSE '[]' END) AS condition
      WHERE flags.project_id = ${projectId}::uuid
        AND (${limit}::text[] IS NULL OR rules.environment = ANY (${limit}::text[]))
      UNION ALL
      SELECT condition->>'key'
      FROM segments, json_array_elements(CASE json_typeof(rules) WHEN 'array' THEN rules ELSE '[]' END) AS condition
      WHERE project_id = ${projectId}::uuid
    ) AS asked
    WHERE name <> ''
    GROUP BY name
    ORDER BY count(*) DESC, name
    LIMIT ${most}`;
