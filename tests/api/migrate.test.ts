import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { applyMigrations } from "@/lib/server/db/migrate";
import { isDatabaseOutage } from "@/lib/server/db/outage";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { startDatabaseProxy } from "../support/database-proxy";
import { runScript, until } from "../support/server-process";

async function ownDatabase(options?: { empty: boolean }): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  onTestFinished(() => database.drop());
  return database;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test("many instances that start at once on an empty database migrate it exactly once", async () => {
  const { url } = await ownDatabase({ empty: true });
  const applied = await Promise.all(Array.from({ length: 6 }, () => applyMigrations(url)));
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  const recorded = await query(url, "SELECT migration_name FROM _prisma_migrations ORDER BY 1");
  expect(recorded).toEqual(applied.flat().map((migration_name) => ({ migration_name })));
});

test("a migrated database is left alone", async () => {
  const { url } = await ownDatabase();
  expect(await applyMigrations(url)).toEqual([]);
});

/** The tables of a database, without Postgres' own. */
const tablesIn = (url: string) =>
  query(url, "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");

test("a database that holds somebody else's tables is refused untouched, and the sentence names one", async () => {
  const { url } = await ownDatabase({ empty: true });
  await query(url, "CREATE TABLE theirs ()");
  await expect(applyMigrations(url)).rejects.toThrow(
    /^The database has a table theirs, which is not Guidon's: DATABASE_URL must name one of Guidon's own\.$/,
  );
  expect(await tablesIn(url)).toEqual([{ tablename: "theirs" }]);
});

test("a database that puts tables into another schema than public is refused untouched", async () => {
  const { url } = await ownDatabase({ empty: true });
  await expect(applyMigrations(`${url}&schema=other`)).rejects.toThrow(
    "The database's URL names the schema other, and Guidon's tables are in public: leave it out.",
  );
  // A schema that is called as the user is the first of the search path.
  await query(url, "CREATE SCHEMA AUTHORIZATION CURRENT_USER");
  const own = new URL(url).username;
  await expect(applyMigrations(url)).rejects.toThrow(
    `The database makes tables in ${own}, and Guidon's are in public: ALTER ROLE … SET search_path = public.`,
  );
  expect(await tablesIn(url)).toEqual([]);
});

test("a migration that failed before is reported and not passed over", async () => {
  const { url } = await ownDatabase();
  await query(url, "UPDATE _prisma_migrations SET finished_at = NULL, logs = 'interrupted'");
  await expect(applyMigrations(url)).rejects.toThrow(/could not be migrated: .*failed migrations/);
});

test("a start on a database that a newer Guidon has migrated ends in one sentence, and changes nothing", async () => {
  const { url } = await ownDatabase();
  await query(
    url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('later', '0', '29990101000000_later', now())`,
  );
  const run = runScript("start.mjs", [], { DATABASE_URL: url, PORT: "0", AUTH_SECRET: "x".repeat(32) });
  expect(await run.exit).toBe(1);
  expect(run.stderr).toBe(
    "The database was migrated by a newer Guidon: it has 29990101000000_later, which this one does not know. " +
      "Start that Guidon, or restore a backup from before into an empty database.\n",
  );
  expect(await query(url, "SELECT count(*)::int AS count FROM session_secret")).toEqual([{ count: 0 }]);
});

test("a database from before expectations keeps its test users, of whom nothing is expected", async () => {
  const { url } = await ownDatabase();
  await query(url, "DROP TABLE test_user_expectations");
  await query(url, "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_expectations'");
  const id = "00000000-0000-4000-8000-000000000000";
  await query(
    url,
    `INSERT INTO projects (id, name, slug, environments, default_environment)
     VALUES ('${id}', 'P', 'p', '{production}', 'production')`,
  );
  await query(
    url,
    `INSERT INTO test_users (id, project_id, name, context) VALUES ('${id}', '${id}', 'Ada', '{"a":1}')`,
  );
  expect(await applyMigrations(url)).toEqual([expect.stringMatching(/_expectations$/)]);
  const users = "SELECT name, context, (SELECT count(*)::int FROM test_user_expectations) AS expected FROM test_users";
  expect(await query(url, users)).toEqual([{ name: "Ada", context: { a: 1 }, expected: 0 }]);
});

test("a database that goes silent in the middle of a migration ends the start, which would wait for ever", async () => {
  const { url } = await ownDatabase({ empty: true });
  const proxy = await startDatabaseProxy(url);
  onTestFinished(() => proxy.cut());
  // A table of that name which is not committed yet has the migration wait.
  const holder = new pg.Client({ connectionString: url });
  holder.on("error", () => {});
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("BEGIN; CREATE TABLE projects ()");
  const migrated = applyMigrations(proxy.url);
  const outcome = expect(migrated).rejects.toThrow("The database could not be migrated: ");
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await until(async () => (await query(url, waiting)).length > 0);
  proxy.silence("all");
  await outcome;
  // What a start without the database goes by.
  expect(isDatabaseOutage(await migrated.catch((error: unknown) => error))).toBe(true);
}, 60_000);
