import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { createTestDatabase } from "../../support/database";
import { insertKey } from "../../support/insert-key";
import { type Server, startServer, temporaryDataDir } from "../../support/server-process";

// Seconds on a machine of its own.
vi.setConfig({ testTimeout: 300_000 });

/** A project with one flag for each of so many audiences of 100,000 ids; written past the API, for speed. */
async function fillProject(pool: pg.Pool, audiences: number): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH project AS (
       INSERT INTO projects (id, name, slug, environments, default_environment)
       SELECT id, id, id, '{production}', 'production' FROM gen_random_uuid() AS id RETURNING id),
     audience AS (
       INSERT INTO segments (id, project_id, name, match_type, rules)
       SELECT gen_random_uuid(), id, number::text, 'all', json_build_array(json_build_object(
         'key', 'user_id', 'operator', 'in', 'value',
         (SELECT json_agg('customer-' || number || '-' || one) FROM generate_series(1, 100000) AS one)))
       FROM project, generate_series(1, $1::int) AS number RETURNING id, name),
     flag AS (
       INSERT INTO flags (id, project_id, key, name, flag_type, default_value, enabled, tags)
       SELECT gen_random_uuid(), project.id, 'flag-' || audience.name, 'Flag', 'boolean', 'false', true, '{}'
       FROM project, audience RETURNING id, key),
     rule AS (
       INSERT INTO rules (id, flag_id, environment, position, conditions, value, segment_id, salt)
       SELECT gen_random_uuid(), flag.id, 'production', 1, '[]', 'true', audience.id, 'salt'
       FROM flag JOIN audience ON flag.key = 'flag-' || audience.name)
     SELECT id FROM project`,
    [audiences],
  );
  return rows[0]?.id ?? "";
}

async function call({ url }: Server, key: string, path: string, body: object, method = "POST") {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json(), retryAfter: response.headers.get("retry-after") };
}

test("with 256 MiB, a project that does not fit is refused, others take turns, and the process lives", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const env = { DATABASE_URL: database.url, DATA_DIR: await temporaryDataDir(), RATE_LIMIT_PER_MINUTE: "0" };
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const fill = (audiences: number) => fillProject(pool, audiences);
  const [tooLarge = "", ...others] = await Promise.all([14, 4, 4, 4].map(fill)).finally(() => pool.end());
  const key = await insertKey(database.url);
  const server = await startServer({ ...env, NODE_OPTIONS: "--max-old-space-size=256" });
  const evaluate = (projectId: string) =>
    call(server, key, "/flags/evaluate", {
      project_id: projectId,
      flag_key: "flag-2",
      context: { user_id: "customer-2-77" },
    });

  for (let round = 0; round < 4; round += 1) {
    const answers = await Promise.all([tooLarge, ...others].map(evaluate));
    const [refused, ...answered] = answers;
    expect([refused?.status, refused?.body.error, refused?.retryAfter]).toEqual([
      503,
      "The project's rulesets do not fit into this instance's memory",
      "30",
    ]);
    expect(answered.map(({ status, body }) => [status, body.data?.value])).toEqual(others.map(() => [200, true]));
  }
  // It is said once, and not with each request.
  const lines = () => server.stdout.split("\n").filter((line) => line.includes("do not fit into memory"));
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toContain(tooLarge);

  // A write to it is stored and answered all the same, and what becomes small enough is evaluated at once.
  const flag = { project_id: tooLarge, key: "new", flag_type: "boolean" };
  expect((await call(server, key, "/flags", flag)).status).toBe(201);
  expect((await evaluate(tooLarge)).status).toBe(503);
  expect(server.child.exitCode).toBeNull();
});
