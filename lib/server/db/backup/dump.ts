import { createHash } from "node:crypto";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { version } from "../../version";
import { appliedMigrations, knownMigrations, unknownMigration } from "../migrations";
import { copyTarget, readSequences, readTables, tablesOf } from "./catalog";
import { type BackupEnd, type BackupHeader, END_OF_ROWS, FORMAT_VERSION } from "./format";

/**
 * Begins a read-only transaction on one snapshot of the database. Instants are written as UTC and numbers with all
 * their digits, whatever the settings of the server are.
 */
export const SNAPSHOT = `
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL timezone = 'UTC';
  SET LOCAL datestyle = 'ISO';
  SET LOCAL intervalstyle = 'postgres';
  SET LOCAL extra_float_digits = 3`;

export interface Dumped {
  header: BackupHeader;
  end: BackupEnd;
}

/**
 * Every row of Guidon's tables, in the format of a backup, piece by piece.
 * @param client in a transaction that began with SNAPSHOT
 * @returns the header and the last line
 * @throws Error with one clear sentence when the database is newer than this Guidon, or not Guidon's
 */
export async function* dump(client: pg.Client): AsyncGenerator<Buffer, Dumped> {
  const digest = createHash("sha256");
  const counted = (piece: Buffer): Buffer => {
    digest.update(piece);
    return piece;
  };
  const line = (value: object): Buffer => counted(Buffer.from(`${JSON.stringify(value)}\n`));

  const known = await knownMigrations();
  const header = await headerOf(client, known);
  yield line(header);
  const wanted = tablesOf(known);
  const copies: { table: string; rows: { rowCount: number } }[] = [];
  for (const table of await readTables(client, wanted)) {
    yield line(table);
    const rows = client.query(copyTo(`${copyTarget(table)} TO STDOUT`));
    copies.push({ table: table.table, rows });
    for await (const piece of rows) yield counted(piece);
    yield counted(Buffer.from(END_OF_ROWS));
  }
  // Postgres reports a table's number of rows after the last row, so before it answers this query.
  const sequences = await readSequences(client, wanted);
  const rows = Object.fromEntries(copies.map(({ table, rows: { rowCount } }) => [table, rowCount]));
  const end: BackupEnd = { end: true, rows, sequences, sha256: digest.digest("hex") };
  yield Buffer.from(`${JSON.stringify(end)}\n`);
  return { header, end };
}

async function headerOf(client: pg.Client, known: Awaited<ReturnType<typeof knownMigrations>>): Promise<BackupHeader> {
  const applied = await appliedMigrations(client);
  if (applied.length === 0) throw new Error("The database holds nothing of Guidon's: there is nothing to back up.");
  const unknown = unknownMigration(applied, known);
  if (unknown !== undefined) {
    throw new Error(
      `The database was migrated by a newer Guidon (it has ${unknown}): back it up with the one that runs on it.`,
    );
  }
  const migrations = applied.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    format: "guidon-backup",
    version: FORMAT_VERSION,
    guidon: version,
    created_at: new Date().toISOString(),
    migrations,
  };
}
