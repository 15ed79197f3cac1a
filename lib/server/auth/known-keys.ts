import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { getDb } from "../db/client";
import type { ApiKey } from "../db/generated/client";
import { isDatabaseOutage } from "../db/outage";
import { changeFeed } from "../live/change-feed";
import { log } from "../log";
import { processState } from "../process-state";
import { hashKey } from "./api-keys";

const CAPACITY = 10_000;
const FRESH_MS = 60_000;
/** While the feed is down a revocation is not announced, so what was read is trusted for less. */
const FRESH_WITHOUT_FEED_MS = 2_000;
/** How long a key that was seen before goes on working while the database is gone. */
const OUTAGE_MS = 60 * 60_000;
const LAST_USED_EVERY_MS = 60_000;

interface KnownKey {
  key: ApiKey;
  readAt: number;
}

const knownKeys = () =>
  processState("known-keys", () => {
    const known = {
      byHash: new LRUCache<string, KnownKey>({ max: CAPACITY }),
      lastUsedAt: new LRUCache<string, number>({ max: CAPACITY }),
      /** Grows with every notice: what was read before a notice is not remembered after it. */
      notices: 0,
    };
    changeFeed().subscribe((change) => {
      if (change.type === "revision") return;
      known.notices += 1;
      for (const [digest, { key }] of known.byHash.entries()) {
        if (change.type === "resync" || change.id === key.id) known.byHash.delete(digest);
      }
    });
    return known;
  });

async function readKey(digest: string, candidate: string): Promise<ApiKey | null> {
  const known = knownKeys();
  const noticesBefore = known.notices;
  const key = await getDb().prisma.apiKey.findUnique({ where: { keyHash: hashKey(candidate) } });
  if (key !== null && known.notices === noticesBefore) known.byHash.set(digest, { key, readAt: Date.now() });
  return key;
}

/** A key's place in memory: no key is kept there itself. */
const digestOf = (candidate: string): string => hash("sha256", candidate, "base64");

const isFresh = ({ readAt }: KnownKey): boolean =>
  Date.now() - readAt < (changeFeed().isUp() ? FRESH_MS : FRESH_WITHOUT_FEED_MS);

/** The stored key for what a client presented, if it was read in the last minute. Judging it is the caller's, too. */
export function freshKey(candidate: string): ApiKey | undefined {
  const known = knownKeys().byHash.get(digestOf(candidate));
  return known !== undefined && isFresh(known) ? known.key : undefined;
}

/**
 * The stored key for what a client presented, or null when there is none. Answered from memory for keys seen in the
 * last minute, and, for a bounded time, when the database is gone. Whether it is revoked or expired is the caller's to judge.
 */
export async function findKey(candidate: string): Promise<ApiKey | null> {
  const digest = digestOf(candidate);
  const known = knownKeys().byHash.get(digest);
  if (known !== undefined && isFresh(known)) return known.key;
  try {
    return await readKey(digest, candidate);
  } catch (error) {
    const isKept = known !== undefined && Date.now() - known.readAt < OUTAGE_MS;
    if (isKept && isDatabaseOutage(error)) return known.key;
    throw error;
  }
}

/** Notes that a key was used: at most once a minute, and never on the request's own time. */
export function noteKeyUse(keyId: string): void {
  const { lastUsedAt } = knownKeys();
  const now = Date.now();
  if (now - (lastUsedAt.get(keyId) ?? 0) < LAST_USED_EVERY_MS) return;
  lastUsedAt.set(keyId, now);
  getDb()
    .prisma.apiKey.updateMany({ where: { id: keyId }, data: { lastUsedAt: new Date(now) } })
    .catch((error: unknown) => log.warn({ err: error, keyId }, "could not note the use of a key"));
}
