import { createHash } from "node:crypto";
import type pg from "pg";
import { readMigrations } from "./schema-engine";

/** "migr", as a number: the key of the advisory lock that a migration holds. */
export const MIGRATION_LOCK = 0x6d_69_67_72;

/** A migration as Prisma records it. */
export interface MigrationName {
  name: string;
  /** SHA-256 of its SQL, in hexadecimal. */
  checksum: string;
}

export interface Migration extends MigrationName {
  sql: string;
}

/** The migrations that this Guidon knows, oldest first. */
export async function knownMigrations(): Promise<Migration[]> {
  const { migrationDirectories } = await readMigrations();
  return migrationDirectories.map(({ path, migrationFile }) => {
    const sql = String(migrationFile.content.value);
    return { name: path, checksum: createHash("sha256").update(sql).digest("hex"), sql };
  });
}

/** The migrations of a database, in no order; empty when it was never migrated. */
export async function appliedMigrations(client: pg.Client): Promise<MigrationName[]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (table.rows[0]?.exists !== true) return [];
  const { rows } = await client.query<MigrationName>(
    "SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND " +
      "rolled_back_at IS NULL",
  );
  return rows;
}

/** The newest migration of `applied` that is not in `known`: only a newer Guidon can have applied it. */
export function unknownMigration(
  applied: readonly MigrationName[],
  known: readonly MigrationName[],
): string | undefined {
  const names = new Set(known.map(({ name }) => name));
  return applied
    .map(({ name }) => name)
    .filter((name) => !names.has(name))
    .sort()
    .at(-1);
}
