import { createHash } from "node:crypto";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { NO_FILTERS, readMigrations, withSchemaEngine } from "./schema-engine";

/** "migr", as a number: instances that start together migrate one after the other. */
const MIGRATION_LOCK = 0x6d_69_67_72;
/** A migration of a large table by another instance may take this long. */
const LOCK_PATIENCE = "10min";

/**
 * Brings the database at `url` to the newest migration of prisma/migrations; returns the names of those it applied.
 * Any number of processes may call it at once. With nothing to do it costs one query.
 *
 * @throws Error with one clear sentence when the database cannot be reached, a migration fails, has failed before, or
 *   was edited after it was applied.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const migrations = await readMigrations();
  const expected = migrations.migrationDirectories.map(({ path, migrationFile }) => ({
    name: path,
    checksum: createHash("sha256").update(String(migrationFile.content.value)).digest("hex"),
  }));
  const client = new pg.Client({
    connectionString: url,
    application_name: "guidon migrate",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    if (isComplete(expected, await readApplied(client))) return [];
    await client.query(`SET lock_timeout = '${LOCK_PATIENCE}'`);
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    if (isComplete(expected, await readApplied(client))) return [];
    return await migrate(url, migrations);
  } finally {
    await client.end();
  }
}

async function migrate(url: string, migrationsList: MigrationList): Promise<string[]> {
  try {
    const output = await withSchemaEngine(url, (engine) =>
      engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
    );
    return output.appliedMigrationNames;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The database could not be migrated: ${message}`, { cause: error });
  }
}

type Applied = { name: string; checksum: string };

/** Prisma's own table. Undefined columns and a missing table mean that the engine has to look. */
async function readApplied(client: pg.Client): Promise<Applied[]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (table.rows[0]?.exists !== true) return [];
  const { rows } = await client.query<Applied>(
    "SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return rows;
}

/** A migration that this Guidon does not know means that the database is newer: the engine says so clearly. */
function isComplete(expected: readonly Applied[], applied: readonly Applied[]): boolean {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  return applied.length === expected.length && expected.every(({ name, checksum }) => checksums.get(name) === checksum);
}
