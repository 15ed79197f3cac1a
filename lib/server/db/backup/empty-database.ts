import pg from "pg";
import type { Migration } from "../migrations";
import { MIGRATIONS_TABLE, presentTables, tablesOf } from "./catalog";

/** What a server that nobody has used yet writes: its migrations, its epoch, its secret's mark, its set-up link. */
const WRITTEN_BY_A_START = new Set([MIGRATIONS_TABLE, "database_epoch", "session_secret", "verifications"]);

/**
 * Makes sure that nothing is in the way of a restore. Tables that a server made at its start, and nobody has used, are
 * taken away.
 *
 * @throws Error with one clear sentence when there is anything that a person may miss
 */
export async function makeRoom(client: pg.Client, known: readonly Migration[]): Promise<void> {
  const present = await presentTables(client);
  if (present.length === 0) return;
  const ours = tablesOf(known);
  const foreign = present.find((table) => !ours.has(table));
  if (foreign !== undefined) throw notEmpty(`it has a table ${foreign}`);
  const names = present.map((table) => pg.escapeIdentifier(table)).join(", ");
  // From here on nobody can begin to use them.
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
    `The database is not empty (${why}), and a restore overwrites nothing: name a new one with DATA_DIR or DATABASE_URL.`,
  );
