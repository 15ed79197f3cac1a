import type { AttributeUse, ListAttributesQuery } from "@/lib/contract/attribute";
import type { Page } from "@/lib/contract/common";
import { getDb } from "../db/client";
import { assertProjectExists } from "./assert-project";

/** More than anybody reads; what is used most is among them. */
const MOST = 500;

/**
 * The attributes that the conditions of a project's rules and segments ask for, most used first, then by name.
 * @throws ServiceError 404 when there is no such project.
 */
export async function listAttributes(query: ListAttributesQuery): Promise<Page<AttributeUse>> {
  // A damaged column that holds no list counts as an empty one.
  const items = await getDb().prisma.$queryRaw<AttributeUse[]>`
    SELECT name, count(*)::int AS count
    FROM (
      SELECT condition->>'attribute' AS name
      FROM rules
      JOIN flags ON flags.id = rules.flag_id,
        json_array_elements(CASE json_typeof(conditions) WHEN 'array' THEN conditions ELSE '[]' END) AS condition
      WHERE flags.project_id = ${query.project_id}::uuid
      UNION ALL
      SELECT condition->>'key'
      FROM segments, json_array_elements(CASE json_typeof(rules) WHEN 'array' THEN rules ELSE '[]' END) AS condition
      WHERE project_id = ${query.project_id}::uuid
    ) AS asked
    WHERE name <> ''
    GROUP BY name
    ORDER BY count(*) DESC, name
    LIMIT ${MOST}`;
  if (items.length === 0) await assertProjectExists(query.project_id);
  return { items };
}
