import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { log } from "../log";
import { logSeldom } from "../log-seldom";
import { connectionFor, hangUp } from "./connection";
import { isServerGone, outageCause } from "./outage";

/** How long a connection made to find out may take, from the first packet to the answer. */
const PROBE_MS = 3_000;
/** Between two probes while the database is gone: as long as an outage is remembered after it is over. */
const PROBE_PAUSE_MS = 1_000;

/**
 * Whether the database answers. Asked when something went wrong, on a connection of its own, and again and again until
 * it answers: meanwhile nobody else has to find out by waiting.
 */
export class DatabaseHealth {
  #isDown = false;
  #isAsking = false;
  readonly #closed = new AbortController();
  readonly #downListeners = new Set<() => void>();
  /** What has to be done before the database may be used, once. */
  #prepare: (() => Promise<void>) | undefined;

  constructor(private readonly url: string) {}

  /**
   * For a process that starts without the database: it counts as gone until it answers and `prepare` has succeeded, so
   * that nobody uses it before it was migrated.
   */
  startDown(prepare: () => Promise<void>): void {
    this.#isDown = true;
    this.#prepare = prepare;
    this.suspect();
  }

  isDown(): boolean {
    return this.#isDown;
  }

  /** Whether it has yet to answer for the first time. */
  isAwaited(): boolean {
    return this.#prepare !== undefined;
  }

  onDown(listener: () => void): void {
    this.#downListeners.add(listener);
  }

  /** Something went wrong that may be the database's silence. Returns at once. */
  suspect(): void {
    if (this.#isAsking || this.#closed.signal.aborted) return;
    this.#isAsking = true;
    void this.#ask().finally(() => {
      this.#isAsking = false;
    });
  }

  close(): void {
    this.#closed.abort();
  }

  async #ask(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        await probe(this.url, signal);
        await this.#prepare?.();
        this.#prepare = undefined;
        this.#becomes("up");
        return;
      } catch (error) {
        // One that refuses us for a reason of its own is there: connections that we have may go on.
        if (!isServerGone(error) && this.#prepare === undefined) {
          this.#becomes("up");
          return;
        }
        if (this.#prepare !== undefined) logSeldom("warn", { err: error }, "still without the database");
        if (!signal.aborted) this.#becomes("down", error);
      }
      await delay(PROBE_PAUSE_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  #becomes(state: "up" | "down", reason?: unknown): void {
    const isDown = state === "down";
    if (isDown === this.#isDown) return;
    this.#isDown = isDown;
    if (!isDown) {
      log.info("the database answers again");
      return;
    }
    log.error(
      { err: reason, cause: outageCause(reason) },
      "the database does not answer; evaluation goes on from memory",
    );
    for (const listener of this.#downListeners) listener();
  }
}

/** @throws what keeps a new connection from being made and answering in time */
async function probe(url: string, signal: AbortSignal): Promise<void> {
  const Connection = connectionFor("none");
  const client: pg.Client = new Connection({ connectionString: url, application_name: "guidon probe" });
  client.on("error", () => {});
  const cut = () => client.connection.stream.destroy();
  const timer = setTimeout(cut, PROBE_MS).unref();
  signal.addEventListener("abort", cut);
  try {
    await client.connect();
    await client.query("SELECT 1");
    hangUp(client);
  } catch (error) {
    cut();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cut);
  }
}
