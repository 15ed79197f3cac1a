import { Prisma } from "../db/generated/client";

// Conditions are JSON, which Prisma cannot search. Most columns refer to no segment, and some are megabytes long: those
// are searched for one word and not parsed.

/** The ids of the segments that a column of conditions refers to, also in groups: a query with one column `id`. */
export const referencedIn = (column: string) =>
  Prisma.raw(`(
    SELECT (found #>> '{}')::uuid AS id
    FROM jsonb_path_query(
      CASE WHEN ${column}::text LIKE '%"segment"%' THEN ${column}::jsonb ELSE '[]' END, 'strict $.**.segment') AS found
    WHERE jsonb_typeof(found) = 'string'
      AND found #>> '{}' ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$')`);

/**
 * The attributes that a column of conditions uses, also in groups, each as often as it is used: a query with the
 * columns `name` and `place`. Only columns with groups are parsed whole.
 */
export const attributesIn = (column: string, field: "attribute" | "key") => {
  const hasGroups = `(${column}::text ~ '"(all|any|none)"')`;
  return Prisma.raw(`(
    SELECT element->>'${field}' AS name, place
    FROM json_array_elements(
      CASE WHEN json_typeof(${column}) = 'array' AND NOT ${hasGroups} THEN ${column} ELSE '[]' END)
      WITH ORDINALITY AS listed (element, place)
    UNION ALL
    SELECT found #>> '{}', place
    FROM jsonb_path_query(CASE WHEN ${hasGroups} THEN ${column}::jsonb ELSE '[]' END, 'strict $.**.${field}')
      WITH ORDINALITY AS nested (found, place))`);
};
