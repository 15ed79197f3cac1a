import pg from "pg";
import type { Pooler } from "./pooler";

/** A query that takes longer fails, and its connection is closed: this is how a silent database is noticed. */
export const QUERY_MS = 5_000;

/**
 * Postgres' own timeouts, which are a little shorter than ours, so that the connection can be kept. An abandoned
 * transaction holds its locks no longer than that.
 */
const TIMEOUTS = {
  statement_timeout: QUERY_MS - 500,
  lock_timeout: QUERY_MS - 1_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** Settings as statements, and not as startup parameters, which PgBouncer refuses. */
const setAll = (kind: "SESSION" | "LOCAL"): string =>
  Object.entries(TIMEOUTS)
    .map(([name, milliseconds]) => `SET ${kind} ${name} = ${milliseconds}`)
    .join("; ");

export const SESSION_SETTINGS = setAll("SESSION");
const BEGIN_WITH_SETTINGS = `BEGIN; ${setAll("LOCAL")}`;

type StartupConf = Record<string, string>;

/** A connection in UTC, which Prisma's adapter assumes. */
class Connection extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // The driver's own hook for its startup message; its types leave it out. PgBouncer treats this setting as the
    // client's and restores it when it hands a transaction to another connection.
    const self = this as unknown as { getStartupConf: () => StartupConf };
    const startup = self.getStartupConf.bind(this);
    self.getStartupConf = () => ({ ...startup(), timezone: "UTC" });
  }
}

/**
 * A connection through a pooler that gives each transaction another connection to Postgres. It uses nothing that would
 * stay on that connection: statements have no names, and timeouts end with the transaction.
 */
class TransactionConnection extends Connection {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // Callbacks, promises and configurations are passed on unchanged, so the overloads do not matter here.
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

/** The driver's client for this kind of pooler. */
export const connectionFor = (pooler: Pooler): typeof pg.Client =>
  pooler === "transaction" ? TransactionConnection : Connection;

/** Ends the connection without waiting for an answer. */
export function hangUp(client: pg.Client): void {
  const { stream } = client.connection;
  stream.once("finish", () => stream.destroy());
  void client.end();
}
