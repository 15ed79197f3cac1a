import pg from "pg";
import type { Pooler } from "./pooler";

/** A query that takes longer fails, and its connection is thrown away: a database that is silent says no by this. */
export const QUERY_MS = 5_000;

/**
 * What the server itself gives up, a little sooner than we do: then the connection can be kept. A transaction that is
 * left alone holds its locks no longer than that.
 */
const TIMEOUTS = {
  statement_timeout: QUERY_MS - 500,
  lock_timeout: QUERY_MS - 1_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** Settings as statements. Not as start-up parameters: PgBouncer refuses those. */
const setAll = (kind: "SESSION" | "LOCAL"): string =>
  Object.entries(TIMEOUTS)
    .map(([name, milliseconds]) => `SET ${kind} ${name} = ${milliseconds}`)
    .join("; ");

export const SESSION_SETTINGS = setAll("SESSION");
const BEGIN_WITH_SETTINGS = `BEGIN; ${setAll("LOCAL")}`;

type StartupConf = Record<string, string>;

/** A connection whose instants are UTC, which Prisma's adapter takes for granted. */
class Connection extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // The driver's own hook for what it sends first; its types leave it out. PgBouncer knows this setting as a client's
    // own and keeps it when it hands a transaction to another connection.
    const self = this as unknown as { getStartupConf: () => StartupConf };
    const startup = self.getStartupConf.bind(this);
    self.getStartupConf = () => ({ ...startup(), timezone: "UTC" });
  }
}

/**
 * A connection through a pooler that hands each transaction to another connection of its own. What would stay behind on
 * that one is not used: statements have no names, and timeouts are the transaction's.
 */
class TransactionConnection extends Connection {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // Callbacks, promises and configurations are passed on as they came: the overloads do not matter here.
    const query = this.query.bind(this) as (...sent: unknown[]) => unknown;
    this.query = ((first: unknown, ...rest: unknown[]) =>
      query(forAnyConnection(first), ...rest)) as pg.Client["query"];
  }
}

function forAnyConnection(query: unknown): unknown {
  if (query === "BEGIN") return BEGIN_WITH_SETTINGS;
  if (typeof query !== "object" || query === null || "submit" in query) return query;
  const text = "text" in query && query.text === "BEGIN" ? BEGIN_WITH_SETTINGS : undefined;
  return { ...query, name: undefined, ...(text !== undefined && { text }) };
}

/** The driver's client for what stands before the database. */
export const connectionFor = (pooler: Pooler): typeof pg.Client =>
  pooler === "transaction" ? TransactionConnection : Connection;

/** Says goodbye and waits for no answer. */
export function hangUp(client: pg.Client): void {
  const { stream } = client.connection;
  stream.once("finish", () => stream.destroy());
  void client.end();
}
