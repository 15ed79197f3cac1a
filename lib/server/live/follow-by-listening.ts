import { setTimeout as delay } from "node:timers/promises";
import { getDb } from "../db/client";
import { connectionFor } from "../db/connection";
import type { Follower } from "./change-feed";

const CHANNEL = "guidon";
const CONNECT_MS = 3_000;
/** A connection may break without a word: it is asked this often, and thrown away when it does not answer in time. */
const HEARTBEAT = { everyMs: 1_000, deadlineMs: 3_000 };

/**
 * Listens on a connection of its own until that is silent, breaks, or the feed closes.
 * @throws what ended it, unless it was the feed
 */
export async function followByListening({ up, tellNotice, signal }: Follower): Promise<void> {
  const { url, pool } = getDb();
  const Connection = connectionFor("none");
  const client = new Connection({
    connectionString: url,
    application_name: "guidon changes",
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: HEARTBEAT.deadlineMs,
  });
  // What breaks the connection fails the next heartbeat.
  client.on("error", () => {});
  client.on("notification", ({ payload }) => tellNotice(payload));
  // Cuts short whatever is waited for.
  const cut = () => client.connection.stream.destroy();
  signal.addEventListener("abort", cut);
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    up();
    const ended = new AbortController();
    client.once("end", () => ended.abort());
    for (;;) {
      await delay(HEARTBEAT.everyMs, undefined, { signal: ended.signal, ref: false }).catch(() => {});
      await client.query("SELECT 1");
    }
  } catch (error) {
    cut();
    if (signal.aborted) return;
    pool.distrust(HEARTBEAT.deadlineMs);
    throw error;
  } finally {
    signal.removeEventListener("abort", cut);
  }
}
