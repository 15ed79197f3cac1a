import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { getEnv } from "@/lib/env";
import { processState } from "../process-state";
import { PrismaClient } from "./generated/client";
import { DatabaseHealth } from "./health";
import { DatabasePool } from "./pool";
import type { Pooler } from "./pooler";
import { STALE_PLAN } from "./sql-state";
import { StatementNames } from "./statement-names";

/** The process's access to the database: Prisma, and the pool that Prisma uses. */
export type Db = {
  readonly prisma: PrismaClient;
  readonly pool: DatabasePool;
  readonly health: DatabaseHealth;
  readonly url: string;
  readonly pooler: Pooler;
};

const holder = processState<{ db?: Db }>("db", () => ({}));

/**
 * Opens the process's pool on `url`. Connections are made when they are needed, so an unreachable server is noticed at
 * the first use.
 */
export function openDb(url: string, pooler: Pooler = "none"): Db {
  if (holder.db) throw new Error("The database is already open in this process.");
  const health = new DatabaseHealth(url);
  const pool = new DatabasePool(url, pooler, health);
  const names = new StatementNames();
  pool.on("connect", ({ connection }) =>
    connection.on("errorMessage", ({ code }: pg.DatabaseError) => {
      if (code === STALE_PLAN) names.renew();
    }),
  );
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => names.nameOf(sql) }),
    // Another format creates a stack for each call and reads source files, to show the line of a failed call.
    errorFormat: "minimal",
  });
  holder.db = { prisma, pool, health, url, pooler };
  return holder.db;
}

/** The open database. If nothing has opened it (in a plain Next host), it is opened from DATABASE_URL. */
export function getDb(): Db {
  if (holder.db) return holder.db;
  const { DATABASE_URL, DATABASE_POOLER } = getEnv();
  if (!DATABASE_URL) throw new Error("No database is open and DATABASE_URL is not set.");
  return openDb(DATABASE_URL, DATABASE_POOLER);
}

/** Waits a moment for queries in progress, then closes every connection. `openDb` may be called again. */
export async function closeDb(): Promise<void> {
  const db = holder.db;
  if (!db) return;
  delete holder.db;
  db.health.close();
  await db.pool.close();
  await db.prisma.$disconnect();
}
