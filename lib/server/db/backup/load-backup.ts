import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { appliedMigrations, type MigrationName } from "../migrations";
import { copyTarget, presentTables, readSequences } from "./catalog";
import type { BackupEnd, BackupHeader } from "./format";
import { readBackup } from "./read-backup";

/**
 * Inserts the rows of a backup into the tables of the same migrations, and empties them first. Anybody may have written
 * the file, so it names no other table or sequence: the role may be one that could write to Postgres' own.
 * @param client in the transaction that created the tables
 */
export async function loadBackup(
  client: pg.Client,
  file: string,
  { header, end }: { header: BackupHeader; end: BackupEnd },
): Promise<void> {
  const tables = await presentTables(client);
  // Migrations may have written rows of their own.
  const names = tables.map((table) => pg.escapeIdentifier(table));
  await client.query(`TRUNCATE ${names.join(", ")}`);
  // Triggers are off, so that old writes are not announced.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const missing = new Set(tables);
  for await (const part of readBackup(file)) {
    if (part.kind !== "table") continue;
    const { table } = part.table;
    if (!tables.includes(table)) throw new Error(`its migrations make no table ${table}`);
    if (!missing.delete(table)) throw new Error(`it holds ${table} twice`);
    const target = client.query(copyFrom(`${copyTarget(part.table)} FROM STDIN`));
    await pipeline(part.rows, target);
    if (target.rowCount !== end.rows[table]) {
      throw new Error(`of the ${end.rows[table]} rows of ${table}, ${target.rowCount} came back`);
    }
  }
  for (const table of missing) throw new Error(`it does not hold ${table}`);
  if (!areSame(header.migrations, await appliedMigrations(client))) {
    throw new Error("its first line and its rows tell of different migrations");
  }
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  await continueSequences(client, tables, end);
}

function areSame(listed: readonly MigrationName[], applied: readonly MigrationName[]): boolean {
  const linesOf = (migrations: readonly MigrationName[]) =>
    migrations
      .map(({ name, checksum }) => `${name} ${checksum}`)
      .sort()
      .join("\n");
  return linesOf(listed) === linesOf(applied);
}

/** Each sequence continues after its last number; one that gave none stays new. */
async function continueSequences(client: pg.Client, tables: readonly string[], end: BackupEnd): Promise<void> {
  const present = await readSequences(client, new Set(tables));
  for (const [name, last] of Object.entries(end.sequences)) {
    if (!Object.hasOwn(present, name)) throw new Error(`its migrations make no sequence ${name}`);
    if (last !== null) await client.query("SELECT setval(quote_ident($1)::regclass, $2)", [name, last]);
  }
}
