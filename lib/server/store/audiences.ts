import type { Audience } from "@/lib/contract/flag-list";
import { limits } from "@/lib/contract/limits";
import { Prisma } from "../db/generated/client";
import type { Tx } from "./transaction";

/** Whether a column of JSON is `[]`. Only a short text is looked at: others may be megabytes that would be unpacked. */
const isEmptyList = (column: string) =>
  Prisma.raw(`(CASE WHEN pg_column_size(${column}) < 64 THEN ${column}::text = '[]' ELSE false END)`);

/**
 * Whom each of these flags lets through, by environment: who gets `true` of a boolean flag, or another value than the
 * environment's default of any other. An environment without a rule that decides is left out, and so is a flag without any.
 */
export async function audiencesOfFlags(
  tx: Tx,
  flagIds: readonly string[],
): Promise<Map<string, Readonly<Record<string, Audience>>>> {
  // In SQL: a project has up to millions of rules, of which a few words for each environment are wanted.
  const rows = await tx.$queryRaw<{ flagId: string; audiences: Record<string, Audience> }[]>`
    WITH deciding AS (
      SELECT r.flag_id, r.environment, r.position,
        f.flag_type = 'boolean' AND own.value::text = 'true' AS is_default_in,
        CASE f.flag_type
          WHEN 'boolean' THEN r.value::text = 'true'
          -- The order of an object's keys is no difference.
          WHEN 'json' THEN r.value::jsonb <> own.value::jsonb
          ELSE r.value::text <> own.value::text
        END AS is_in,
        r.segment_id IS NULL AND coalesce(r.percentage, 100) = 100 AND ${isEmptyList("r.conditions")} AS is_for_all
      FROM flags f
      JOIN rules r ON r.flag_id = f.id
      CROSS JOIN LATERAL (
        SELECT coalesce(f.environments->r.environment->'default_value'->'value', f.default_value) AS value) AS own
      LEFT JOIN segments s ON s.id = r.segment_id
      WHERE f.id = ANY (${[...flagIds]}::uuid[]) AND r.enabled
        -- These match nobody.
        AND coalesce(r.percentage, 100) > 0 AND (s.id IS NULL OR NOT ${isEmptyList("s.rules")})
    ), decided AS (
      SELECT *, min(position) FILTER (WHERE is_for_all) OVER (PARTITION BY flag_id, environment) AS last_position
      FROM deciding
    ), lists AS (
      SELECT flag_id, environment,
        coalesce(bool_or(is_in) FILTER (WHERE is_for_all), bool_or(is_default_in)) AS is_rest_in,
        count(*) FILTER (WHERE is_in AND NOT is_for_all) AS ins,
        min(position) FILTER (WHERE is_in AND NOT is_for_all) AS first_in,
        count(*) FILTER (WHERE NOT is_in AND NOT is_for_all) AS outs,
        min(position) FILTER (WHERE NOT is_in AND NOT is_for_all) AS first_out
      FROM decided WHERE last_position IS NULL OR position <= last_position
      GROUP BY flag_id, environment
    ), told AS (
      SELECT flag_id, environment, is_rest_in,
        CASE WHEN is_rest_in THEN outs ELSE ins END AS told_rules,
        CASE WHEN is_rest_in THEN first_out ELSE first_in END AS first_position,
        CASE WHEN is_rest_in THEN ins ELSE outs END AS other_rules
      FROM lists
    )
    SELECT told.flag_id AS "flagId", json_object_agg(told.environment, json_strip_nulls(json_build_object(
      'to', CASE
        WHEN told_rules = 0 THEN CASE WHEN is_rest_in THEN 'everyone' ELSE 'nobody' END
        ELSE CASE WHEN is_rest_in THEN 'all_but_some' ELSE 'some' END
      END,
      'percentage', nullif(r.percentage, 100),
      'segment', CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name) END,
      'attributes', (
        SELECT json_agg(name ORDER BY place) FROM (
          SELECT condition->>'attribute' AS name, min(place) AS place
          FROM json_array_elements(CASE json_typeof(r.conditions) WHEN 'array' THEN r.conditions ELSE '[]' END)
            WITH ORDINALITY AS element(condition, place)
          WHERE condition->>'attribute' IS NOT NULL
          GROUP BY 1 ORDER BY 2 LIMIT ${limits.audienceAttributes}::int) AS named),
      'more_rules', CASE WHEN told_rules > 1 THEN told_rules - 1 END,
      'at_most', CASE WHEN told_rules > 0 AND other_rules > 0 THEN true END
    ))) AS audiences
    FROM told
    LEFT JOIN rules r
      ON r.flag_id = told.flag_id AND r.environment = told.environment AND r.position = told.first_position
    LEFT JOIN segments s ON s.id = r.segment_id
    GROUP BY told.flag_id`;
  return new Map(rows.map(({ flagId, audiences }) => [flagId, audiences]));
}
