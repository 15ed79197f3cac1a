import type pg from "pg";
import { connectionFor } from "./connection";

const CONNECT_MS = 3_000;

/** Listens on a channel, on a connection of its own. A pooler that shares connections does not allow that. */
export class Listener {
  readonly #client: pg.Client;
  readonly #ended = new AbortController();
  /** Aborted when the connection ends. */
  readonly ended = this.#ended.signal;

  /** @param deadlineMs how long the database may take to answer */
  constructor(url: string, deadlineMs: number, hear: (payload: string | undefined) => void) {
    const Connection = connectionFor("none");
    this.#client = new Connection({
      connectionString: url,
      application_name: "guidon changes",
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: deadlineMs,
    });
    // An error of the connection makes the next check fail.
    this.#client.on("error", () => {});
    this.#client.on("notification", ({ payload }) => hear(payload));
    this.#client.once("end", () => this.#ended.abort());
  }

  /** @param channel from our own constants */
  async listen(channel: string): Promise<void> {
    await this.#client.connect();
    await this.#client.query(`LISTEN ${channel}`);
  }

  /** @throws when the connection is silent or broken */
  async check(): Promise<void> {
    await this.#client.query("SELECT 1");
  }

  /** Ends the connection at once; calls in progress fail. */
  cut(): void {
    this.#client.connection.stream.destroy();
  }
}
