import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { connectionFor, QUERY_MS, SESSION_SETTINGS } from "./connection";
import type { DatabaseHealth } from "./health";
import { DatabaseDownError, isDatabaseOutage } from "./outage";
import type { Pooler } from "./pooler";

/**
 * Two cores answer no faster with more connections, and a managed server with 100 connections has room for six
 * instances.
 */
const POOL_SIZE = 15;
/** How soon an unreachable database becomes an error, also for requests that wait for a connection. */
const CONNECT_MS = 5_000;
const IDLE_MS = 60_000;
/** How long connections in use may go on after the pool is closed. */
const CLOSE_MS = 1_000;

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: () => void) => void;

/**
 * The connections of one process. Each query has a deadline. A connection that misses it is closed, and so are those
 * that have not answered since. While the database is known to be unreachable, nobody waits for a connection.
 */
export class DatabasePool extends pg.Pool {
  readonly #open = new Set<pg.PoolClient>();
  /** When each free connection last answered, by `performance.now()`. */
  readonly #freeSince = new Map<pg.PoolClient, number>();
  readonly #thrownAway = new WeakSet<pg.PoolClient>();
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(
    url: string,
    pooler: Pooler,
    private readonly health: DatabaseHealth,
  ) {
    const options: pg.PoolConfig = {
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
      application_name: "guidon",
      ...(pooler === "none" && {
        onConnect: async (client) => {
          await client.query(SESSION_SETTINGS);
        },
      }),
    };
    // `Client` is an option that the types leave out.
    super(Object.assign(options, { Client: connectionFor(pooler) }));
    this.#watch();
    health.onDown(() => this.#sendAway());
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(taken: Taken): void;
  override connect(taken?: Taken): Promise<pg.PoolClient> | undefined {
    if (taken === undefined) {
      return new Promise((resolve, reject) =>
        this.#take((error, client) => (client === undefined ? reject(error) : resolve(client))),
      );
    }
    this.#take(taken);
    return undefined;
  }

  /**
   * Handles a connection that was silent for `silentMs`: free connections that have not answered since are closed, and
   * the database is probed.
   */
  distrust(silentMs: number): void {
    const suspectBefore = performance.now() - silentMs;
    for (const [client, freeSince] of this.#freeSince) {
      if (freeSince > suspectBefore) continue;
      this.#freeSince.delete(client);
      this.#thrownAway.add(client);
      client.connection.stream.destroy();
    }
    this.health.suspect();
  }

  /** Ends every connection, including those that are still in use after a second. */
  async close(): Promise<void> {
    this.#sendAway();
    await Promise.race([this.end(), delay(CLOSE_MS, undefined, { ref: false })]);
    for (const { connection } of this.#open) connection.stream.destroy();
  }

  #take(taken: Taken): void {
    if (this.health.isDown()) {
      process.nextTick(taken, new DatabaseDownError(), undefined, () => {});
      return;
    }
    let isWaiting = true;
    const finish: Taken = (error, client, release) => {
      if (!isWaiting) {
        client?.release();
        return;
      }
      isWaiting = false;
      this.#waiting.delete(giveUp);
      taken(error, client, release);
    };
    const giveUp = (error: Error) => finish(error, undefined, () => {});
    this.#waiting.add(giveUp);
    super.connect((error, client, release) => {
      if (isDatabaseOutage(error)) this.health.suspect();
      finish(error, client, release);
    });
  }

  /** Fails every call that waits for a connection. */
  #sendAway(): void {
    for (const giveUp of this.#waiting) giveUp(new DatabaseDownError());
  }

  #watch(): void {
    // A connection that breaks (Postgres restarts) fails its query, or the pool drops it when it is idle. The pool also
    // emits an event, which ends the process when nobody listens.
    this.on("error", () => {});
    this.on("connect", (client) => {
      this.#open.add(client);
      // The only sign that a transaction missed its deadline.
      client.on("error", () => {
        if (!this.#thrownAway.has(client)) this.distrust(QUERY_MS);
      });
      client.once("end", () => {
        this.#open.delete(client);
        this.#freeSince.delete(client);
      });
    });
    this.on("acquire", (client) => this.#freeSince.delete(client));
    this.on("release", (error, client) => {
      if (isDatabaseOutage(error)) this.distrust(QUERY_MS);
      else this.#freeSince.set(client, performance.now());
    });
  }
}
