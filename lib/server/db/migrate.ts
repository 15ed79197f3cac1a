import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { appliedMigrations, knownMigrations, MIGRATION_LOCK, type MigrationName, unknownMigration } from "./migrations";
import { assertOwn, assertSchema } from "./own-place";
import { NO_FILTERS, readMigrations, withSchemaEngine } from "./schema-engine";
import { whileAnswering } from "./while-answering";

/** Another instance's migration of a large table may take this long. */
const LOCK_PATIENCE_MS = 10 * 60_000;
/** A silent database ends the start after this time. */
const QUERY_MS = 10_000;
/**
 * The lock belongs to a transaction, so it also works through a pooler that gives each transaction another connection.
 */
const BEGIN = `BEGIN; SET LOCAL lock_timeout = ${LOCK_PATIENCE_MS}; SET LOCAL idle_in_transaction_session_timeout = 0`;

/**
 * Migrates the database at `url` to the newest migration of prisma/migrations; returns the names of the migrations that
 * it applied. Any number of processes may call it at once. When nothing is to be done, it costs one query.
 * @throws Error with one clear sentence when the database cannot be reached, is newer or not Guidon's own, a migration
 * fails, has failed before, or was edited after it was applied.
 */
export async function applyMigrations(url: string): Promise<string[]> {
  const expected = await knownMigrations();
  const client = new pg.Client({
    connectionString: url,
    application_name: "guidon migrate",
    connectionTimeoutMillis: QUERY_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    if (isComplete(expected, await appliedMigrations(client))) return [];
    await client.query(BEGIN);
    // pg has an option for the deadline of one query, but its types leave it out.
    const patient = { query_timeout: LOCK_PATIENCE_MS + QUERY_MS };
    await client.query({ text: "SELECT pg_advisory_xact_lock($1)", values: [MIGRATION_LOCK], ...patient });
    // Instances that start together migrate one after the other.
    if (isComplete(expected, await appliedMigrations(client))) return [];
    await assertSchema(client, url);
    await assertOwn(client);
    const migrations = await readMigrations();
    return await whileAnswering(client, (silence) => migrate(url, migrations, silence));
  } finally {
    await client.end();
  }
}

/** A migration may take any time: only a silent database ends it. */
async function migrate(url: string, migrationsList: MigrationList, silence: AbortSignal): Promise<string[]> {
  try {
    const output = await withSchemaEngine(
      url,
      (engine) => engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
      silence,
    );
    return output.appliedMigrationNames;
  } catch (broken) {
    const error: unknown = silence.aborted ? silence.reason : broken;
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`The database could not be migrated: ${message}`, { cause: error });
  }
}

/**
 * @throws Error when the database has a migration that this Guidon does not know, because its tables may mean something
 * else.
 */
function isComplete(expected: readonly MigrationName[], applied: readonly MigrationName[]): boolean {
  const unknown = unknownMigration(applied, expected);
  if (unknown !== undefined) {
    throw new Error(
      `The database was migrated by a newer Guidon: it has ${unknown}, which this one does not know. Start that ` +
        "Guidon, or restore a backup from before into an empty database.",
    );
  }
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  return applied.length === expected.length && expected.every(({ name, checksum }) => checksums.get(name) === checksum);
}
