import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { isRelay } from "../is-relay";
import { changeFeed } from "../live/change-feed";
import { logSeldom } from "../log-seldom";
import { processState } from "../process-state";
import { type ApiKeyRow, findKeyRow, findKeyRows } from "../store/api-keys";
import { db } from "../store/transaction";

const CAPACITY = 10_000;
/** How long a key counts as just read. An older one still answers from memory, and is read again in the background. */
const FRESH_MS = 60_000;
/** Without the change feed a revocation is not announced, so keys are read again sooner. */
const FRESH_WITHOUT_FEED_MS = 2_000;
/** How long a key is trusted without the database after it was read. README.md states it. */
export const TRUSTED_MS = 60 * 60_000;
/** After the database could not be asked about a key, how long it is not asked about the same key again. */
const RETRY_MS = 2_000;

interface KnownKey {
  key: ApiKeyRow;
  /** By the process's clock: when somebody sets the machine's back, a key must not be trusted for longer. */
  readAt: number;
  triedAt: number;
}

const knownKeys = () =>
  processState("known-keys", () => {
    const known = {
      byHash: new LRUCache<string, KnownKey>({ max: CAPACITY }),
      /** The digest of each key in `byHash`, by the key's id. */
      digests: new LRUCache<string, string>({ max: CAPACITY }),
      /** Look-ups in progress that no notice has overtaken: concurrent requests for a key share one look-up. */
      reading: new Map<string, Promise<ApiKeyRow | null>>(),
      /** Counts notices: what was read before a notice is not remembered after it. */
      notices: 0,
    };
    changeFeed().subscribe((change) => {
      if (change.type !== "key" && change.type !== "resync") return;
      known.notices += 1;
      known.reading.clear();
      if (change.type === "resync") {
        // Nobody waits for this: after the answers, all keys are read again at once, so that revoked ones are found.
        for (const entry of known.byHash.values()) entry.readAt = Math.min(entry.readAt, performance.now() - FRESH_MS);
        void renewAll();
        return;
      }
      for (const [digest, { key }] of known.byHash.entries()) {
        if (change.id === key.id) known.byHash.delete(digest);
      }
    });
    return known;
  });

/** Reads every held key again, after a time in which a revocation may have been missed. */
async function renewAll(): Promise<void> {
  const known = knownKeys();
  const held = [...known.byHash.entries()];
  if (held.length === 0) return;
  const noticesBefore = known.notices;
  try {
    const readAt = performance.now();
    const rows = await findKeyRows(
      db(),
      held.map(([, { key }]) => key.id),
    );
    if (known.notices !== noticesBefore) return;
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const [digest, { key }] of held) {
      const row = byId.get(key.id);
      if (row === undefined) known.byHash.delete(digest);
      else known.byHash.set(digest, { key: row, readAt, triedAt: readAt });
    }
  } catch (error) {
    logSeldom("warn", { err: error }, "could not read the keys in use again; each is read when it is used");
  }
}

/** How a key is looked up: by its digest, which is also its key in memory, or by its id. */
type Sought = { digest: string } | { id: string };

/** Looks up a key in the database. Concurrent calls for one key share the answer. */
function readKey(sought: Sought): Promise<ApiKeyRow | null> {
  const { reading } = knownKeys();
  const name = "id" in sought ? sought.id : sought.digest;
  const running = reading.get(name);
  if (running !== undefined) return running;
  const read = readKeyAlone(sought).finally(() => {
    if (reading.get(name) === read) reading.delete(name);
  });
  reading.set(name, read);
  return read;
}

async function readKeyAlone(sought: Sought): Promise<ApiKeyRow | null> {
  // A relay has taken in all keys that exist.
  if (isRelay()) return null;
  const known = knownKeys();
  const noticesBefore = known.notices;
  const readAt = performance.now();
  const where = "id" in sought ? sought : { keyHash: Uint8Array.from(Buffer.from(sought.digest, "base64")) };
  const key = await findKeyRow(db(), where);
  if (key === null) {
    if ("digest" in sought) known.byHash.delete(sought.digest);
  } else if (known.notices === noticesBefore) {
    remember(key, readAt);
  }
  return key;
}

/** The digest under which a key is held in memory: the key itself is not held. */
const digestOf = (candidate: string): string => hash("sha256", candidate, "base64");
const placeOf = ({ keyHash }: ApiKeyRow): string => Buffer.from(keyHash).toString("base64");

/** Takes in keys that an earlier process read this long ago, unless newer ones are known. */
export function adoptKeys(keys: readonly ApiKeyRow[], ageMs: number): void {
  const { byHash } = knownKeys();
  const readAt = performance.now() - ageMs;
  for (const key of keys) if ((byHash.get(placeOf(key))?.readAt ?? readAt) <= readAt) remember(key, readAt);
}

function remember(key: ApiKeyRow, readAt: number): void {
  const { byHash, digests } = knownKeys();
  byHash.set(placeOf(key), { key, readAt, triedAt: readAt });
  digests.set(key.id, placeOf(key));
}

/**
 * The stored key for what a client presented, if it is in memory and was read in the last hour; the database is not
 * waited for. A key that was not just read is read again after the answer. The caller judges the key.
 */
export const heldKey = (candidate: string): ApiKeyRow | undefined => heldAt(digestOf(candidate));

function heldAt(digest: string): ApiKeyRow | undefined {
  const known = knownKeys().byHash.get(digest);
  const now = performance.now();
  if (known === undefined || now - known.readAt >= TRUSTED_MS) return undefined;
  const freshMs = changeFeed().isUp() ? FRESH_MS : FRESH_WITHOUT_FEED_MS;
  if (now - known.readAt >= freshMs && now - known.triedAt >= RETRY_MS) {
    known.triedAt = now;
    readKey({ digest }).catch((error: unknown) =>
      logSeldom("warn", { err: error }, "could not read a key again; it is trusted for an hour"),
    );
  }
  return known.key;
}

/** The stored key for what a client presented, from memory or else from the database; null when there is none. */
export async function findKey(candidate: string): Promise<ApiKeyRow | null> {
  const digest = digestOf(candidate);
  return heldAt(digest) ?? readKey({ digest });
}

/** As `findKey`, by a key's id. */
export async function findKeyById(id: string): Promise<ApiKeyRow | null> {
  const digest = knownKeys().digests.get(id);
  return (digest === undefined ? undefined : heldAt(digest)) ?? readKey({ id });
}
