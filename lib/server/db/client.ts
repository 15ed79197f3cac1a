import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { getEnv } from "@/lib/env";
import { processState } from "../process-state";
import { PrismaClient } from "./generated/client";

/** The process's one way to the database: Prisma, and for hot paths the very pool that Prisma uses. */
export type Db = { readonly prisma: PrismaClient; readonly pool: pg.Pool };

/** Two cores answer no faster with more, and a managed server with 100 connections has room for six instances. */
const POOL_SIZE = 15;
/** A dead database becomes an error this soon, also for requests that wait for a connection. */
const CONNECT_TIMEOUT_MS = 5_000;
const SESSION_SETTINGS = `
  SET statement_timeout = '15s';
  SET lock_timeout = '10s';
  SET idle_in_transaction_session_timeout = '15s';
  SET timezone = 'UTC'`;

const holder = processState<{ db?: Db }>("db", () => ({}));

/** Opens the process's pool on `url`. Connections are made on demand: an unreachable server shows on first use. */
export function openDb(url: string): Db {
  if (holder.db) throw new Error("The database is already open in this process.");
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A transaction may send what it will need without waiting for the answer before. Who waits notices nothing.
    pipeline: true,
    application_name: "guidon",
    // Not as start-up parameters: PgBouncer refuses those.
    onConnect: async (client) => {
      await client.query(SESSION_SETTINGS);
    },
  });
  // A connection that breaks (Postgres restarts) fails its query, or is dropped by the pool when idle. The event
  // comes besides, and unheard it ends the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: statementName }) });
  holder.db = { prisma, pool };
  return holder.db;
}

/** The open database; opened from DATABASE_URL when nothing did so before (a plain Next host). */
export function getDb(): Db {
  if (holder.db) return holder.db;
  const { DATABASE_URL } = getEnv();
  if (!DATABASE_URL) throw new Error("No database is open and DATABASE_URL is not set.");
  return openDb(DATABASE_URL);
}

/** Waits for queries under way, then closes every connection. `openDb` may follow. */
export async function closeDb(): Promise<void> {
  const db = holder.db;
  if (!db) return;
  delete holder.db;
  await db.prisma.$disconnect();
  await db.pool.end();
}

const names = new Map<string, string>();
/** Prisma writes few distinct statements, but lists make one per length: past this many, statements are not kept. */
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
