import { getEnv } from "@/lib/env";
import { closeDb, openDb } from "../db/client";
import { hasCluster } from "../db/embedded/cluster";
import { startEmbeddedPostgres } from "../db/embedded-postgres";
import { applyMigrations } from "../db/migrate";
import { isDatabaseOutage, isServerGone } from "../db/outage";
import { choosePooler, type Pooler } from "../db/pooler";
import { log } from "../log";
import { reasonOf } from "../reason-of";
import { restoreRulesets } from "../services/ruleset-cache";
import { noticeSecretChange } from "../services/secret-change";

/** The database of one process: migrated, and open for `getDb`. */
export type ProcessDatabase = {
  /** Where the data is, for people, without a password. */
  readonly place: string;
  /** The database does not answer yet: until it does, evaluation uses what is on disk. */
  readonly isAwaited: boolean;
  readonly close: () => Promise<void>;
  /** For when there is no time left to `close`: tells the embedded Postgres to stop, and does not wait. */
  readonly abandon: () => void;
};

/** A database that accepts connections. It may not be migrated yet. */
interface LocatedDatabase extends Pick<ProcessDatabase, "place" | "abandon"> {
  readonly url: string;
  /** Whether it is the embedded one. */
  readonly isEmbedded: boolean;
  /** Stops the embedded Postgres when this process started it. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the embedded Postgres, or takes the one that DATABASE_URL names. It changes nothing in the database.
 * @param role a command may share the Postgres of a running server
 * @param tell hears what happens to Postgres later
 * @param options.mustExist do not create an embedded database that does not exist
 * @throws Error with one clear sentence
 */
export async function locateDatabase(
  role: "server" | "command",
  tell: (message: string) => void,
  { mustExist = false } = {},
): Promise<LocatedDatabase> {
  const { DATABASE_URL, DATA_DIR } = getEnv();
  if (DATABASE_URL) {
    const place = `the database at ${nameOf(DATABASE_URL)}`;
    return { url: DATABASE_URL, place, isEmbedded: false, stop: async () => {}, abandon: () => {} };
  }
  if (mustExist && !(await hasCluster(DATA_DIR))) {
    throw new Error(`There is no database in ${DATA_DIR}: DATA_DIR or DATABASE_URL says where it is.`);
  }
  const postgres = await startEmbeddedPostgres({ dataDir: DATA_DIR, log: tell, role });
  return { ...postgres, place: DATA_DIR, isEmbedded: true };
}

/**
 * As `locateDatabase`, and then migrates the database and opens it. A server can also start without its external
 * database, when an earlier process stored what evaluation needs.
 * @throws Error with one clear sentence
 */
export async function openProcessDatabase(
  role: "server" | "command",
  tell: (message: string) => void,
): Promise<ProcessDatabase> {
  const { url, place, isEmbedded, stop, abandon } = await locateDatabase(role, tell);
  const close = async () => {
    await closeDb();
    await stop();
  };
  try {
    openDb(url, await (isEmbedded ? prepareEmbedded(url) : prepareRemote(url)));
    if (role === "server") await noticeSecretChange(url);
  } catch (error) {
    if (role === "server" && !isEmbedded && (await startFromDisk(url, error))) {
      return { place, isAwaited: true, close, abandon };
    }
    await close();
    throw error;
  }
  return { place, isAwaited: false, close, abandon };
}

/** @returns whether evaluation can use what is on disk. The database is migrated as soon as it answers. */
async function startFromDisk(url: string, reason: unknown): Promise<boolean> {
  // A database that answers with a refusal is reachable: somebody has to fix that.
  if (!isDatabaseOutage(reason) || !isServerGone(reason)) return false;
  // It is not known yet what stands before the database; the way that suits a pooler works with any.
  const pooler = getEnv().DATABASE_POOLER ?? "transaction";
  openDb(url, pooler).health.startDown(async () => {
    await prepareRemote(url);
    await noticeSecretChange(url);
  });
  const restored = await restoreRulesets();
  if (restored === undefined) return false;
  log.warn(
    { err: reason, ...restored },
    "started without the database: rulesets and keys on disk are evaluated by, and all else is 503 until it answers",
  );
  return true;
}

async function prepareEmbedded(url: string): Promise<Pooler> {
  await applyMigrations(url);
  return "none";
}

async function prepareRemote(url: string): Promise<Pooler> {
  try {
    const pooler = await choosePooler(url, getEnv().DATABASE_POOLER);
    await applyMigrations(url);
    return pooler;
  } catch (error) {
    // Migration errors are sentences already; the rest are the driver's or the server's messages about connecting.
    if (error instanceof Error && error.message.startsWith("The database")) throw error;
    throw new Error(
      `The database at ${nameOf(url)} cannot be used: ${reasonOf(error)}. DATABASE_URL says where it is.`,
      {
        cause: error,
      },
    );
  }
}

/** `host:port/database` of a connection string, without user and password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
