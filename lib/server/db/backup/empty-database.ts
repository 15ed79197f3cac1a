import pg from "pg";
import type { Migration } from "../migrations";
import { MIGRATIONS_TABLE, presentTables, tablesOf } from "./catalog";

/**
 * The tables to which an unused server writes: its migrations, its epoch, the fingerprint of its secret, its set-up
 * link.
 */
const WRITTEN_BY_A_START = new Set([MIGRATIONS_TABLE, "database_epoch", "session_secret", "verifications"]);

/**
 * Makes sure that a restore overwrites nothing. Tables that a server made at its start, and that nobody has used, are
 * dropped.
 * @throws Error with one clear sentence when the database contains something that a person may miss
 */
export async function makeRoom(client: pg.Client, known: readonly Migration[]): Promise<void> {
  const present = await presentTables(client);
  if (present.length === 0) return;
  const ours = tablesOf(known);
  const foreign = present.find((table) => !ours.has(table));
  if (foreign !== undefined) throw notEmpty(`it has a table ${foreign}`);
  const names = present.map((table) => pg.escapeIdentifier(table)).join(", ");
  // From here on nobody can start to use them.
  await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
  for (const table of present.filter((name) => !WRITTEN_BY_A_START.has(name))) {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT FROM ${pg.escapeIdentifier(table)}) AS found`,
    );
    if (rows[0]?.found !== false) throw notEmpty(`its table ${table} has rows`);
  }
  await client.query(`DROP TABLE ${names}`);
}

const notEmpty = (why: string) =>
  new Error(
    `The database is not empty (${why}), and a restore overwrites nothing: name a new one with DATA_DIR or ` +
      "DATABASE_URL.",
  );
