import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { getDb } from "../db/client";
import type { ApiKey } from "../db/generated/client";
import { changeFeed } from "../live/change-feed";
import { logSeldom } from "../log-seldom";
import { processState } from "../process-state";
import { hashKey } from "./api-keys";

const CAPACITY = 10_000;
/** How long a key counts as read just now. An older one is answered from memory all the same, and read behind that. */
const FRESH_MS = 60_000;
/** While the feed is down a revocation is not announced, so keys are read again sooner. */
const FRESH_WITHOUT_FEED_MS = 2_000;
/** How long a key that was read is trusted without the database. README.md states it. */
export const TRUSTED_MS = 60 * 60_000;
/** After the database could not be asked for a key, it is not asked for the same one again for this long. */
const RETRY_MS = 2_000;

interface KnownKey {
  key: ApiKey;
  readAt: number;
  triedAt: number;
}

const knownKeys = () =>
  processState("known-keys", () => {
    const known = {
      byHash: new LRUCache<string, KnownKey>({ max: CAPACITY }),
      /** Look-ups under way that no notice has overtaken: a key is looked for once, however many ask. */
      reading: new Map<string, Promise<ApiKey | null>>(),
      /** Grows with every notice: what was read before a notice is not remembered after it. */
      notices: 0,
    };
    changeFeed().subscribe((change) => {
      if (change.type === "revision") return;
      known.notices += 1;
      known.reading.clear();
      if (change.type === "resync") {
        // Nobody need wait for it: who may no longer be let in is found out behind the answers, all of them at once.
        for (const entry of known.byHash.values()) entry.readAt = Math.min(entry.readAt, Date.now() - FRESH_MS);
        void renewAll();
        return;
      }
      for (const [digest, { key }] of known.byHash.entries()) {
        if (change.id === key.id) known.byHash.delete(digest);
      }
    });
    return known;
  });

/** Reads every key that is held, after a time in which a revocation may have gone unheard. */
async function renewAll(): Promise<void> {
  const known = knownKeys();
  const held = [...known.byHash.entries()];
  if (held.length === 0) return;
  const noticesBefore = known.notices;
  try {
    const readAt = Date.now();
    const rows = await getDb().prisma.apiKey.findMany({ where: { id: { in: held.map(([, { key }]) => key.id) } } });
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

/** Looks for a key in the database; whoever asks for the same one meanwhile gets the same answer. */
function readKey(digest: string, candidate: string): Promise<ApiKey | null> {
  const { reading } = knownKeys();
  const running = reading.get(digest);
  if (running !== undefined) return running;
  const read = readKeyAlone(digest, candidate).finally(() => {
    if (reading.get(digest) === read) reading.delete(digest);
  });
  reading.set(digest, read);
  return read;
}

async function readKeyAlone(digest: string, candidate: string): Promise<ApiKey | null> {
  const known = knownKeys();
  const noticesBefore = known.notices;
  const readAt = Date.now();
  const key = await getDb().prisma.apiKey.findUnique({ where: { keyHash: hashKey(candidate) } });
  if (key === null) known.byHash.delete(digest);
  else if (known.notices === noticesBefore) known.byHash.set(digest, { key, readAt, triedAt: readAt });
  return key;
}

/** A key's place in memory: no key is kept there itself. */
const digestOf = (candidate: string): string => hash("sha256", candidate, "base64");

/** Takes in keys that an earlier process read, as far as they are not known better. */
export function adoptKeys(keys: readonly ApiKey[], readAt: number): void {
  const { byHash } = knownKeys();
  for (const key of keys) {
    const digest = Buffer.from(key.keyHash).toString("base64");
    if (!byHash.has(digest)) byHash.set(digest, { key, readAt, triedAt: readAt });
  }
}

/**
 * The stored key for what a client presented, if it is in memory and was read in the last hour: nobody waits for the
 * database. One that was not read just now is read behind the answer. Judging it is the caller's.
 */
export function heldKey(candidate: string): ApiKey | undefined {
  const digest = digestOf(candidate);
  const known = knownKeys().byHash.get(digest);
  const now = Date.now();
  if (known === undefined || now - known.readAt >= TRUSTED_MS) return undefined;
  const freshMs = changeFeed().isUp() ? FRESH_MS : FRESH_WITHOUT_FEED_MS;
  if (now - known.readAt >= freshMs && now - known.triedAt >= RETRY_MS) {
    known.triedAt = now;
    readKey(digest, candidate).catch((error: unknown) =>
      logSeldom("warn", { err: error }, "could not read a key again; it is trusted for an hour"),
    );
  }
  return known.key;
}

/** The stored key for what a client presented, or null when there is none: from memory, else from the database. */
export const findKey = async (candidate: string): Promise<ApiKey | null> =>
  heldKey(candidate) ?? readKey(digestOf(candidate), candidate);
