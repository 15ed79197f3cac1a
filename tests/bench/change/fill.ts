import { randomUUID } from "node:crypto";
import pg from "pg";

const RULES = 20;
const SEGMENTS = 100;
/** Segments that are audiences of so many ids; the others compare two attributes. */
const AUDIENCES = { count: 5, ids: 100_000 };

export interface Filled {
  projectId: string;
  /** A flag and a rule of it, for each write. */
  rules: { flagId: string; ruleId: string }[];
}

/** A project of so many flags with 20 rules each and 100 segments, written straight into the database. */
export async function fillProject(databaseUrl: string, flags: number): Promise<Filled> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const projectId = randomUUID();
  try {
    await client.query(
      `INSERT INTO projects (id, name, slug, environments, default_environment)
       VALUES ($1::uuid, $2, $2, '{production,staging}', 'production')`,
      [projectId, `bench-${flags}`],
    );
    await client.query(
      `INSERT INTO segments (id, project_id, name, match_type, rules)
       SELECT gen_random_uuid(), $1, 'Segment ' || number, 'all', CASE WHEN number <= $3
         THEN json_build_array(json_build_object('key', 'user_id', 'operator', 'in', 'value',
           (SELECT json_agg('customer-' || number || '-' || id) FROM generate_series(1, $4::int) AS id)))
         ELSE json_build_array(
           json_build_object('key', 'plan', 'operator', 'equals', 'value', 'plan-' || number),
           json_build_object('key', 'country', 'operator', 'in', 'value', json_build_array('US', 'CA', 'C' || number)))
         END
       FROM generate_series(1, $2::int) AS number`,
      [projectId, SEGMENTS, AUDIENCES.count, AUDIENCES.ids],
    );
    await client.query(
      `INSERT INTO flags (id, project_id, key, name, flag_type, default_value, enabled, tags)
       SELECT gen_random_uuid(), $1, 'flag-' || number, 'Flag ' || number, 'string', '"off"', true, '{}'
       FROM generate_series(1, $2::int) AS number`,
      [projectId, flags],
    );
    await client.query(
      `WITH linkable AS (SELECT id, row_number() OVER (ORDER BY name) AS number FROM segments WHERE project_id = $1),
       made AS (
         SELECT gen_random_uuid() AS id, f.id AS flag_id, f.key, position,
           ('x' || substr(md5(f.key || position), 1, 6))::bit(24)::int AS draw
         FROM flags f CROSS JOIN generate_series(1, $2::int) AS position WHERE f.project_id = $1)
       INSERT INTO rules (id, flag_id, environment, position, conditions, value, percentage, segment_id, salt)
       SELECT made.id, flag_id, 'production', position,
         json_build_array(
           json_build_object('attribute', 'plan', 'operator', 'equals', 'value', 'plan-' || draw % 50),
           json_build_object('attribute', 'team', 'operator', 'equals', 'value', key || '-' || position)),
         to_json('value ' || position), CASE WHEN draw % 5 = 0 THEN 25 END, linkable.id, made.id::text
       FROM made LEFT JOIN linkable ON draw % 4 = 0 AND linkable.number = draw % $3 + 1`,
      [projectId, RULES, SEGMENTS],
    );
    const { rows } = await client.query<Filled["rules"][number]>(
      `SELECT DISTINCT ON (f.id) f.id AS "flagId", r.id AS "ruleId"
       FROM flags f JOIN rules r ON r.flag_id = f.id WHERE f.project_id = $1 ORDER BY f.id, r.position`,
      [projectId],
    );
    await client.query("ANALYZE");
    return { projectId, rules: rows };
  } finally {
    await client.end();
  }
}
