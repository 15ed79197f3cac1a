import { LRUCache } from "lru-cache";
import { getDb } from "../db/client";
import { logSeldom } from "../log-seldom";
import { processState } from "../process-state";

const CAPACITY = 10_000;
/** A key's last use is noted this often at most. */
const EVERY_MS = 60_000;
/** After notes could not be stored. */
const RETRY_MS = 10_000;

const keyUses = () =>
  processState("key-uses", () => ({
    notedAt: new LRUCache<string, number>({ max: CAPACITY }),
    /** What is to be stored, by key: in an outage no more than one each. */
    pending: new Map<string, Date>(),
    isStoring: false,
    pausedUntil: 0,
  }));

/** Notes that a key was used: at most once a minute, and never on the request's own time. */
export function noteKeyUse(keyId: string): void {
  const uses = keyUses();
  const now = Date.now();
  if (now - (uses.notedAt.get(keyId) ?? 0) < EVERY_MS) return;
  uses.notedAt.set(keyId, now);
  if (uses.pending.size < CAPACITY) uses.pending.set(keyId, new Date(now));
  if (!uses.isStoring && now >= uses.pausedUntil) void storeNotes();
}

// A row that somebody else holds is being noted, or revoked: its use is noted next time.
const STORE = `
  WITH used AS (
    SELECT k.id, u.at FROM api_keys k JOIN unnest($1::uuid[], $2::timestamptz[]) AS u(id, at) ON u.id = k.id
    ORDER BY k.id FOR UPDATE OF k SKIP LOCKED)
  UPDATE api_keys k SET last_used_at = used.at FROM used WHERE k.id = used.id`;

/** Stores what is pending, one statement at a time, until nothing is left or the database is gone. */
async function storeNotes(): Promise<void> {
  const uses = keyUses();
  uses.isStoring = true;
  try {
    while (uses.pending.size > 0) {
      const batch = [...uses.pending];
      await getDb().pool.query(STORE, [batch.map(([id]) => id), batch.map(([, at]) => at)]);
      for (const [id, at] of batch) if (uses.pending.get(id) === at) uses.pending.delete(id);
    }
  } catch (error) {
    uses.pausedUntil = Date.now() + RETRY_MS;
    logSeldom("warn", { err: error }, "could not note when keys were used; it will be tried again");
  } finally {
    uses.isStoring = false;
  }
}
