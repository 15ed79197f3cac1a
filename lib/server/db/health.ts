import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { log } from "../log";
import { logSeldom } from "../log-seldom";
import { connectionFor, hangUp } from "./connection";
import { isServerGone, outageCause } from "./outage";

/** How long a probe's connection may take, from the first packet to the answer. */
const PROBE_MS = 3_000;
/**
 * The pause between two probes while the database is unreachable; so an outage is noticed to be over this much later.
 */
const PROBE_PAUSE_MS = 1_000;

/**
 * Whether the database answers. When something went wrong, it is probed on a connection of its own until it answers.
 * Meanwhile other callers fail at once and need not wait for a timeout.
 */
export class DatabaseHealth {
  #isDown = false;
  #isAsking = false;
  readonly #closed = new AbortController();
  readonly #downListeners = new Set<() => void>();
  /** What must be done once before the database may be used. */
  #prepare: (() => Promise<void>) | undefined;

  constructor(private readonly url: string) {}

  /**
   * For a process that starts without the database: the database counts as unreachable until it answers and `prepare`
   * has succeeded, so that nobody uses it before it is migrated.
   */
  startDown(prepare: () => Promise<void>): void {
    this.#isDown = true;
    this.#prepare = prepare;
    this.suspect();
  }

  isDown(): boolean {
    return this.#isDown;
  }

  /** Whether the database has not answered yet since the start. */
  isAwaited(): boolean {
    return this.#prepare !== undefined;
  }

  onDown(listener: () => void): void {
    this.#downListeners.add(listener);
  }

  /** Reports a failure that may mean that the database is silent. Returns at once. */
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
        // A database that refuses us for another reason is reachable: existing connections may go on.
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

/** @throws what keeps a new connection from opening and answering in time */
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
