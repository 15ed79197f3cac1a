import { getEnv } from "@/lib/env";
import { closeDb, openDb } from "../db/client";
import { startEmbeddedPostgres } from "../db/embedded-postgres";
import { applyMigrations } from "../db/migrate";

/** The database of one process: migrated, and open for `getDb`. */
export type ProcessDatabase = {
  /** Where the data is, for people. Holds no password. */
  readonly place: string;
  readonly close: () => Promise<void>;
  /** For when there is no time left to `close`: tells the embedded Postgres to stop, and does not wait. */
  readonly abandon: () => void;
};

/**
 * Starts the embedded Postgres, or takes the one that DATABASE_URL names, and migrates it.
 *
 * @param role a command may share the Postgres of a running server
 * @param log hears what happens to Postgres later on
 * @throws Error with one clear sentence
 */
export async function openProcessDatabase(
  role: "server" | "command",
  log: (message: string) => void,
): Promise<ProcessDatabase> {
  const { DATABASE_URL, DATA_DIR } = getEnv();
  if (DATABASE_URL) {
    await migrateRemote(DATABASE_URL);
    openDb(DATABASE_URL);
    return { place: `the database at ${nameOf(DATABASE_URL)}`, close: closeDb, abandon: () => {} };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: DATA_DIR, log, role });
  const close = async () => {
    await closeDb();
    await postgres.stop();
  };
  try {
    await applyMigrations(postgres.url);
    openDb(postgres.url);
  } catch (error) {
    await close();
    throw error;
  }
  return { place: DATA_DIR, close, abandon: postgres.abandon };
}

async function migrateRemote(url: string): Promise<void> {
  try {
    await applyMigrations(url);
  } catch (error) {
    // Migration trouble has a sentence of its own; what is left is the driver's or the server's word on connecting.
    if (error instanceof Error && error.message.startsWith("The database")) throw error;
    throw new Error(
      `The database at ${nameOf(url)} cannot be used: ${reasonOf(error)}. DATABASE_URL says where it is.`,
      {
        cause: error,
      },
    );
  }
}

/** Node reports a name with several addresses as an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

/** `host:port/database` of a connection string, without user and password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
