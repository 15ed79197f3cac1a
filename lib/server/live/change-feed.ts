import { Client, type ClientConfig } from "pg";
import { z } from "zod";
import { getDb } from "../db/client";
import { log } from "../log";
import { processState } from "../process-state";

const CHANNEL = "guidon";
const RETRY_MS = { first: 100, last: 5_000 };

const changeSchema = z.discriminatedUnion("type", [
  /**
   * A project's flags, rules or segments are now at this revision. The token tells it from one of the same number in
   * another history of the database; it is null for a project that was deleted, and absent from instances that are older.
   */
  z.object({
    type: z.literal("revision"),
    project: z.string(),
    revision: z.number(),
    token: z.string().nullish(),
  }),
  /** An API key was revoked or changed. */
  z.object({ type: z.literal("key"), id: z.string() }),
]);

/** What another instance (or this one) committed. `resync`: the feed was down, so anything may have changed. */
export type Change = z.infer<typeof changeSchema> | { type: "resync" };

type Listener = (change: Change) => void;

/** One LISTEN connection per process. It reconnects by itself, and says `resync` each time it has. */
class ChangeFeed {
  readonly #listeners = new Set<Listener>();
  #client: Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isUp = false;
  #isClosed = false;

  isUp(): boolean {
    return this.#isUp;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(delay: number = RETRY_MS.first): void {
    void this.#connect().catch((error: unknown) => {
      log.warn({ err: error, retryInMs: delay }, "change feed is down");
      this.#retryIn(delay);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#client?.end();
  }

  #retryIn(delay: number): void {
    if (this.#isClosed) return;
    this.#retry = setTimeout(() => this.start(Math.min(delay * 2, RETRY_MS.last)), delay);
    this.#retry.unref();
  }

  async #connect(): Promise<void> {
    const client = new Client({ ...connectionOptions(), keepAlive: true, connectionTimeoutMillis: 5_000 });
    this.#client = client;
    let wasUp = false;
    client.on("error", (error) => log.warn({ err: error }, "change feed lost its connection"));
    client.on("end", () => {
      if (this.#client !== client || !wasUp) return;
      this.#isUp = false;
      this.#retryIn(RETRY_MS.first);
    });
    client.on("notification", ({ payload }) => this.#tell(parseChange(payload)));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    wasUp = true;
    this.#isUp = true;
    this.#tell({ type: "resync" });
  }

  #tell(change: Change | undefined): void {
    if (change === undefined) return;
    for (const listener of this.#listeners) listener(change);
  }
}

/** Where the pool connects to, without what only a pool has. */
function connectionOptions(): ClientConfig {
  const { connectionString } = getDb().pool.options;
  return connectionString === undefined ? {} : { connectionString };
}

function parseChange(payload: string | undefined): Change | undefined {
  try {
    return changeSchema.parse(JSON.parse(payload ?? ""));
  } catch (error) {
    log.warn({ err: error, payload }, "change feed ignored a notice it cannot read");
    return undefined;
  }
}

/** The process's feed; it starts at first use. */
export const changeFeed = (): ChangeFeed =>
  processState("change-feed", () => {
    const feed = new ChangeFeed();
    feed.start();
    return feed;
  });
