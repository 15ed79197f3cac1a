import { setTimeout as delay } from "node:timers/promises";
import { getDb } from "../db/client";
import { Listener } from "../db/listener";
import { CHANNEL } from "../store/notices";
import type { Follower } from "./change-feed";

/** A connection may break silently, so it is checked this often, and dropped when the answer takes too long. */
const HEARTBEAT = { everyMs: 1_000, deadlineMs: 3_000 };

/**
 * Listens on a connection of its own until that is silent or broken, or the feed closes.
 * @throws the reason why it ended, unless the feed closed
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
