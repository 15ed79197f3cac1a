import pg from "pg";
import type { Migration } from "../migrations";
import type { BackupTable } from "./format";

const { escapeIdentifier } = pg;

/** The table in which Prisma records migrations. */
export const MIGRATIONS_TABLE = "_prisma_migrations";

/** Tables of the connection's schema, without those of extensions. */
const TABLES = `
  SELECT c.oid, c.relname::text AS name FROM pg_class c
  WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
    AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`;

/** The names of the tables that migrations create. Other tables in the database are not Guidon's. */
export function tablesOf(migrations: readonly Migration[]): ReadonlySet<string> {
  const tables = migrations.flatMap(({ sql }) => [...sql.matchAll(/^\s*CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gim)]);
  return new Set([MIGRATIONS_TABLE, ...tables.map(([, name]) => name ?? "")]);
}

/** The names of all existing tables. */
export async function presentTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM (${TABLES}) AS t ORDER BY name`);
  return rows.map(({ name }) => name);
}

/** Tables with their stored columns, each after the tables that its foreign keys refer to. */
export async function readTables(client: pg.Client, wanted: ReadonlySet<string>): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(
    `SELECT t.name AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM (${TABLES}) AS t JOIN pg_attribute a ON a.attrelid = t.oid
     WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND t.name = ANY ($1)
     GROUP BY t.name ORDER BY t.name`,
    [[...wanted]],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `SELECT f.name AS from, t.name AS to
     FROM pg_constraint k JOIN (${TABLES}) AS f ON f.oid = k.conrelid JOIN (${TABLES}) AS t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND f.oid <> t.oid`,
  );
  return referredFirst(tables, references);
}

function referredFirst(tables: readonly BackupTable[], references: readonly { from: string; to: string }[]) {
  const ordered: BackupTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ table }) => table));
    const blocked = new Set(references.filter(({ to }) => names.has(to)).map(({ from }) => from));
    const ready = waiting.filter(({ table }) => !blocked.has(table));
    if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...names].join(", ")}`);
    ordered.push(...ready);
    waiting = waiting.filter(({ table }) => blocked.has(table));
  }
  return ordered;
}

/** The last number that each sequence of these tables gave; null for a sequence that gave none. */
export async function readSequences(
  client: pg.Client,
  tables: ReadonlySet<string>,
): Promise<Record<string, string | null>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT s.relname::text AS name
     FROM (${TABLES}) AS t JOIN pg_depend d ON d.refobjid = t.oid AND d.deptype IN ('a', 'i')
       JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
     WHERE t.name = ANY ($1) ORDER BY 1`,
    [[...tables]],
  );
  const last: Record<string, string | null> = {};
  for (const { name } of rows) {
    const found = await client.query<{ last: string | null }>(
      `SELECT CASE WHEN is_called THEN last_value END AS last FROM ${escapeIdentifier(name)}`,
    );
    last[name] = found.rows[0]?.last ?? null;
  }
  return last;
}

/** The beginning of a `COPY` statement. */
export const copyTarget = ({ table, columns }: BackupTable): string =>
  `COPY ${escapeIdentifier(table)} (${columns.map((column) => escapeIdentifier(column)).join(", ")})`;
