import { setTimeout as delay } from "node:timers/promises";
import { getDb } from "../db/client";
import { Listener } from "../db/listener";
import { CHANNEL } from "../store/notices";
import type { Follower } from "./change-feed";

/** A connection may break silently: it is probed this often, and thrown away when it does not answer in time. */
const HEARTBEAT = { everyMs: 1_000, deadlineMs: 3_000 };

/**
 * Listens on a connection of its own until that is silent, breaks, or the feed closes.
 * @throws what ended it, unless it was the feed
 */
export async function followByListening({ up, tellNotice, signal }: Follower): Promise<void> {
  const { url, pool } = getDb();
  const listener = new Listener(url, HEARTBEAT.deadlineMs, tellNotice);
  const cut = () => listener.cut();
  signal.addEventListener("abort", cut);
  try {
    await listener.listen(CHANNEL);
    up();
    for (;;) {
      await delay(HEARTBEAT.everyMs, undefined, { signal: listener.ended, ref: false }).catch(() => {});
      await listener.check();
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
