import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import type { Migration } from "../migrations";

/** As Prisma's engine creates it. A test compares the two. */
const CREATE = `
  CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** Creates the table in which Prisma records migrations. */
export async function createMigrationsTable(client: Client): Promise<void> {
  await client.query(CREATE);
}

/** Records a migration that has just been run, as Prisma would. */
export async function recordMigration(client: Client, { name, checksum }: Migration): Promise<void> {
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}
