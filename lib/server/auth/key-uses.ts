import { LRUCache } from "lru-cache";
import { isRelay } from "../is-relay";
import { logSeldom } from "../log-seldom";
import { processState } from "../process-state";
import { noteKeyUses } from "../store/api-keys";
import { db } from "../store/transaction";

const CAPACITY = 10_000;
/** A key's last use is stored at most this often. */
const EVERY_MS = 60_000;
/** The pause after notes could not be stored. */
const RETRY_MS = 10_000;

const keyUses = () =>
  processState("key-uses", () => ({
    /** These times are by the process's clock, which nobody sets back. */
    notedAt: new LRUCache<string, number>({ max: CAPACITY }),
    /** What is to be stored, by key: at most one note for each key, also during an outage. */
    pending: new Map<string, Date>(),
    isStoring: false,
    pausedUntil: 0,
  }));

/** Notes that a key was used. It is stored at most once a minute, and no request waits for it. */
export function noteKeyUse(keyId: string): void {
  if (isRelay()) return;
  const uses = keyUses();
  const now = performance.now();
  if (now - (uses.notedAt.get(keyId) ?? -EVERY_MS) < EVERY_MS) return;
  uses.notedAt.set(keyId, now);
  if (uses.pending.size < CAPACITY) uses.pending.set(keyId, new Date());
  if (!uses.isStoring && now >= uses.pausedUntil) void storeNotes();
}

/** Stores what is pending, one statement at a time, until nothing is left or the database is unreachable. */
async function storeNotes(): Promise<void> {
  const uses = keyUses();
  uses.isStoring = true;
  try {
    while (uses.pending.size > 0) {
      const batch = [...uses.pending];
      await noteKeyUses(db(), batch);
      for (const [id, at] of batch) if (uses.pending.get(id) === at) uses.pending.delete(id);
    }
  } catch (error) {
    uses.pausedUntil = performance.now() + RETRY_MS;
    logSeldom("warn", { err: error }, "could not note when keys were used; it will be tried again");
  } finally {
    uses.isStoring = false;
  }
}
