import type { Audience } from "@/lib/contract/flag-list";
import { limits } from "@/lib/contract/limits";
import { Prisma } from "../db/generated/client";
import { attributesIn } from "./condition-columns";
import type { Tx } from "./transaction";

/**
 * Whether a JSON column is `[]`. Only short texts are compared, because others may be megabytes that would be unpacked.
 */
const isEmptyList = (column: string) =>
  Prisma.raw(`(CASE WHEN pg_column_size(${column}) < 64 THEN ${column}::text = '[]' ELSE false END)`);

/**
 * Who passes each of these flags, by environment: who gets `true` from a boolean flag, or another value than the
 * environment's default from any other. Environments and flags without a rule that decides are left out.
 */
export async function audiencesOfFlags(
  tx: Tx,
  flagIds: readonly string[],
): Promise<Map<string, Readonly<Record<string, Audience>>>> {
  // In SQL, because a project has up to millions of rules, of which a few words for each environment are needed.
  const rows = await tx.$queryRaw<{ flagId: string; audiences: Record<string, Audience> }[]>`
    WITH deciding AS (
      SELECT r.flag_id, r.environment, r.position,
        f.flag_type = 'boolean' AND own.value::text = 'true' AS is_default_in,
        served.share_in,
        r.segment_id IS NULL AND coalesce(r.percentage, 100) = 100 AND ${isEmptyList("r.conditions")} AS is_last
      FROM flags f
      JOIN rules r ON r.flag_id = f.id
      CROSS JOIN LATERAL (
        SELECT coalesce(f.environments->r.environment->'default_value'->'value', f.default_value) AS value) AS own
      -- How many per cent of those whom the rule matches it lets through: all or none, unless it splits them.
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(part.weight) FILTER (WHERE CASE f.flag_type
          WHEN 'boolean' THEN part.value::text = 'true'
          -- The order of an object's keys is no difference.
          WHEN 'json' THEN part.value::jsonb <> own.value::jsonb
          ELSE part.value::text <> own.value::text
        END), 0) AS share_in
        FROM (
          SELECT arm->'value' AS value, (arm->>'weight')::numeric AS weight
          FROM json_array_elements(coalesce(r.split, '[]')) AS arm
          UNION ALL
          SELECT r.value, 100 - coalesce(sum((arm->>'weight')::numeric), 0)
          FROM json_array_elements(coalesce(r.split, '[]')) AS arm
        ) AS part WHERE part.weight > 0) AS served
      LEFT JOIN segments s ON s.id = r.segment_id
      WHERE f.id = ANY (${[...flagIds]}::uuid[]) AND r.enabled
        -- These match nobody.
        AND coalesce(r.percentage, 100) > 0 AND (s.id IS NULL OR NOT ${isEmptyList("s.rules")})
    ), decided AS (
      SELECT *, share_in > 0 AS has_in, share_in < 100 AS has_out, is_last AND share_in IN (0, 100) AS is_for_all,
        min(position) FILTER (WHERE is_last) OVER (PARTITION BY flag_id, environment) AS last_position
      FROM deciding
    ), lists AS (
      SELECT flag_id, environment,
        coalesce(bool_or(NOT has_out) FILTER (WHERE is_last), bool_or(is_default_in)) AS is_rest_in,
        count(*) FILTER (WHERE has_in AND NOT is_for_all) AS ins,
        min(position) FILTER (WHERE has_in AND NOT is_for_all) AS first_in,
        count(*) FILTER (WHERE has_out AND NOT is_for_all) AS outs,
        min(position) FILTER (WHERE has_out AND NOT is_for_all) AS first_out,
        count(*) FILTER (WHERE has_in AND has_out) AS mixed
      FROM decided WHERE last_position IS NULL OR position <= last_position
      GROUP BY flag_id, environment
    ), told AS (
      SELECT flag_id, environment, is_rest_in,
        CASE WHEN is_rest_in THEN outs ELSE ins END AS told_rules,
        CASE WHEN is_rest_in THEN first_out ELSE first_in END AS first_position,
        -- What one rule does to its own people takes nobody from it.
        CASE WHEN is_rest_in THEN ins ELSE outs END
          - CASE WHEN CASE WHEN is_rest_in THEN outs ELSE ins END = 1 THEN mixed ELSE 0 END AS other_rules
      FROM lists
    )
    SELECT told.flag_id AS "flagId", json_object_agg(told.environment, json_strip_nulls(json_build_object(
      'to', CASE
        WHEN told_rules = 0 THEN CASE WHEN is_rest_in THEN 'everyone' ELSE 'nobody' END
        ELSE CASE WHEN is_rest_in THEN 'all_but_some' ELSE 'some' END
      END,
      'percentage', nullif(trim_scale(
        coalesce(r.percentage, 100) * CASE WHEN is_rest_in THEN 100 - d.share_in ELSE d.share_in END / 100), 100),
      'segment', CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name) END,
      'attributes', (
        SELECT json_agg(name ORDER BY place) FROM (
          SELECT name, min(place) AS place FROM ${attributesIn("r.conditions", "attribute")} AS used
          WHERE name IS NOT NULL
          GROUP BY 1 ORDER BY 2 LIMIT ${limits.audienceAttributes}::int) AS named),
      'more_rules', CASE WHEN told_rules > 1 THEN told_rules - 1 END,
      'at_most', CASE WHEN told_rules > 0 AND other_rules > 0 THEN true END
    ))) AS audiences
    FROM told
    LEFT JOIN deciding d
      ON d.flag_id = told.flag_id AND d.environment = told.environment AND d.position = told.first_position
    LEFT JOIN rules r
      ON r.flag_id = told.flag_id AND r.environment = told.environment AND r.position = told.first_position
    LEFT JOIN segments s ON s.id = coalesce(r.segment_id, (
      SELECT (element->>'segment')::uuid
      FROM json_array_elements(CASE json_typeof(r.conditions) WHEN 'array' THEN r.conditions ELSE '[]' END) AS element
      WHERE element->>'segment' IS NOT NULL LIMIT 1))
    GROUP BY told.flag_id`;
  return new Map(rows.map(({ flagId, audiences }) => [flagId, audiences]));
}
