import pg from "pg";
import { reasonOf } from "../../reason-of";
import { knownMigrations, MIGRATION_LOCK, type Migration, unknownMigration } from "../migrations";
import { assertSchema } from "../own-place";
import { inOneTransaction } from "./connect";
import { makeRoom } from "./empty-database";
import type { BackupEnd, BackupHeader } from "./format";
import { loadBackup } from "./load-backup";
import { createMigrationsTable, recordMigration } from "./migrations-table";
import { readBackup } from "./read-backup";

interface Restored extends Verified {
  /** Migrations that the database has now and the backup did not have. */
  migrated: string[];
}

interface Verified {
  header: BackupHeader;
  end: BackupEnd;
}

/**
 * The epoch is new because the original database may go on from the same state: clients that hold its rulesets must not
 * take one database for the other. Evaluations count from now on, because those since the backup are unknown.
 */
const NEW_EPOCH = `
  INSERT INTO database_epoch DEFAULT VALUES
  ON CONFLICT (is_only) DO UPDATE SET epoch = gen_random_uuid(), counted_since = now()`;

/**
 * Fills the empty database at `url` with a backup: its tables as they were when it was made, its rows, and then every
 * later migration. It is one transaction, so that a failure leaves the database as it was.
 * @throws Error with one clear sentence when the file is damaged or newer than this Guidon, both before the database is
 * touched, or when the database is not empty or makes tables elsewhere than in `public`
 */
export async function restoreBackup(url: string, file: string): Promise<Restored> {
  const known = await knownMigrations();
  const verified = await verify(file);
  const [then, since] = split(known, verified.header, file);
  return inOneTransaction(url, "BEGIN", async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await assertSchema(client, url);
    await makeRoom(client, known);
    await createMigrationsTable(client);
    await named(file, async () => {
      for (const { sql } of then) await client.query(sql);
      await loadBackup(client, file, verified);
    });
    for (const migration of since) {
      await client.query(migration.sql);
      await recordMigration(client, migration);
    }
    await client.query(NEW_EPOCH);
    return { ...verified, migrated: since.map(({ name }) => name) };
  });
}

/** Runs what the content of a file decides about. Its errors say which file, and that nothing came of it. */
async function named(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`${file} cannot be restored: ${placeOf(error)}${reasonOf(error)}; nothing was changed.`, {
      cause: error,
    });
  }
}

/** The table and the line in it that Postgres stopped at; what follows in its text is the content. */
function placeOf(error: unknown): string {
  const [place] = (error instanceof pg.DatabaseError && /^COPY \w+, line \d+/.exec(error.where ?? "")) || [];
  return place === undefined ? "" : `${place}: `;
}

/** Reads the whole file once, so that no restore begins with a damaged file. */
async function verify(file: string): Promise<Verified> {
  let header: BackupHeader | undefined;
  for await (const part of readBackup(file)) {
    if (part.kind === "header") header = part.header;
    if (part.kind === "table") for await (const _rows of part.rows);
    if (part.kind === "end" && header !== undefined) return { header, end: part.end };
  }
  throw new Error(`${file} holds no backup.`);
}

/** The migrations of the backup's database, and the later ones. */
function split(known: readonly Migration[], { migrations }: BackupHeader, file: string): [Migration[], Migration[]] {
  const unknown = unknownMigration(migrations, known);
  if (unknown !== undefined) {
    throw new Error(`${file} was made by a newer Guidon (its database has ${unknown}): restore it with that one.`);
  }
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const edited = known.find(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum);
  if (edited !== undefined) {
    throw new Error(`${file} was made with another ${edited.name} than this Guidon has: restore it with that one.`);
  }
  return [known.filter(({ name }) => checksums.has(name)), known.filter(({ name }) => !checksums.has(name))];
}
