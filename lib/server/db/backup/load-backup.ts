import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { copyTarget, presentTables } from "./catalog";
import type { BackupEnd } from "./format";
import { readBackup } from "./read-backup";

/**
 * Inserts the rows of a backup into the tables of the same migrations, and empties them first.
 * @param client in the transaction that created the tables
 */
export async function loadBackup(client: pg.Client, file: string, end: BackupEnd): Promise<void> {
  // Migrations may have written rows of their own.
  const names = (await presentTables(client)).map((table) => pg.escapeIdentifier(table));
  await client.query(`TRUNCATE ${names.join(", ")}`);
  // Triggers are off, so that old writes are not announced.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  for await (const part of readBackup(file)) {
    if (part.kind !== "table") continue;
    const target = client.query(copyFrom(`${copyTarget(part.table)} FROM STDIN`));
    await pipeline(part.rows, target);
    const { table } = part.table;
    if (target.rowCount !== end.rows[table]) {
      throw new Error(`Of the ${end.rows[table]} rows of ${table}, ${target.rowCount} came back: nothing was changed.`);
    }
  }
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const [name, last] of Object.entries(end.sequences)) {
    // The sequence continues after its last number; one that gave none stays new.
    if (last !== null) await client.query("SELECT setval(quote_ident($1)::regclass, $2)", [name, last]);
  }
}
