import { randomUUID } from "node:crypto";
import pg from "pg";

export const FLAGS = 500;
export const RULES = 10;
/** A tenth of the rules link to one of them. */
const SEGMENTS = 20;

/**
 * A project whose production is a copy of staging, but for one rule of every flag whose number `each` divides: its
 * percentage is another one. Written straight into the database.
 */
export async function fillProject(databaseUrl: string, each: number): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const projectId = randomUUID();
  try {
    await client.query(
      `INSERT INTO projects (id, name, slug, environments, default_environment)
       VALUES ($1::uuid, $2, $2, '{production,staging}', 'production')`,
      [projectId, `bench-${projectId}`],
    );
    await client.query(
      `INSERT INTO segments (id, project_id, name, match_type, rules)
       SELECT gen_random_uuid(), $1, 'Segment ' || number, 'all', json_build_array(
         json_build_object('key', 'plan', 'operator', 'equals', 'value', 'plan-' || number),
         json_build_object('key', 'country', 'operator', 'in', 'value', json_build_array('US', 'CA', 'C' || number)))
       FROM generate_series(1, $2::int) AS number`,
      [projectId, SEGMENTS],
    );
    await client.query(
      `INSERT INTO flags (id, project_id, key, name, flag_type, default_value, enabled, tags, environments)
       SELECT gen_random_uuid(), $1, 'flag-' || number, 'Flag ' || number, 'boolean', 'false', true, '{}', '{}'
       FROM generate_series(1, $2::int) AS number`,
      [projectId, FLAGS],
    );
    await client.query(
      `WITH linkable AS (SELECT id, row_number() OVER (ORDER BY name) AS number FROM segments WHERE project_id = $1),
       made AS (
         SELECT f.id AS flag_id, substr(f.key, 6)::int AS flag, position, gen_random_uuid()::text AS salt
         FROM flags f CROSS JOIN generate_series(1, $2::int) AS position WHERE f.project_id = $1)
       INSERT INTO rules (id, flag_id, environment, position, conditions, value, percentage, segment_id, salt)
       SELECT gen_random_uuid(), flag_id, environment, position,
         json_build_array(
           json_build_object('attribute', 'plan', 'operator', 'equals', 'value', 'plan-' || position),
           json_build_object('attribute', 'country', 'operator', 'in', 'value', json_build_array('US', 'DE', 'FR'))),
         'true', CASE WHEN position = 4 THEN 25 WHEN position = 5 AND flag % $4 = 0 AND environment = 'staging' THEN 50
           WHEN position = 5 THEN 10 END, linkable.id, salt
       FROM made CROSS JOIN (VALUES ('production'), ('staging')) AS both_of(environment)
       LEFT JOIN linkable ON position = 10 AND linkable.number = flag % $3 + 1`,
      [projectId, RULES, SEGMENTS, each],
    );
    await client.query("ANALYZE");
    return projectId;
  } finally {
    await client.end();
  }
}
