import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { getEnv } from "@/lib/env";
import { processState } from "../process-state";
import { PrismaClient } from "./generated/client";
import { DatabaseHealth } from "./health";
import { DatabasePool } from "./pool";
import type { Pooler } from "./pooler";

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
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementName }),
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

const names = new Map<string, string>();
/**
 * Prisma writes few different statements, but a list makes one for each length. Beyond this many, statements get no
 * name.
 */
const MAX_NAMES = 500;

/** Names a statement by its text, so that each connection prepares it once. `""` leaves it unprepared. */
function statementName({ sql }: { sql: string }): string {
  let name = names.get(sql);
  if (name === undefined) {
    if (names.size >= MAX_NAMES) return "";
    name = `guidon_${createHash("sha256").update(sql).digest("base64url").slice(0, 22)}`;
    names.set(sql, name);
  }
  return name;
}
