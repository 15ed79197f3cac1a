import { hash, randomBytes } from "node:crypto";

const PREFIX = "kr_live_";
const SHAPE = /^kr_live_[A-Za-z0-9_-]{43}$/;
const SHOWN_LENGTH = 12;

/** What is stored of a key: enough to recognise it, not enough to use it. */
interface StoredKey {
  keyHash: Uint8Array<ArrayBuffer>;
  keyPrefix: string;
}

/** SHA-256 of a key. The key has 256 random bits, so a slow hash would protect nothing more. */
export const hashKey = (key: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hash("sha256", key, "buffer"));

/** Whether a string can be a key at all, which is known without a lookup. */
export const isKeyShaped = (candidate: string): boolean => SHAPE.test(candidate);

/** Makes a new key, and what may be stored of it. */
export function generateKey(): StoredKey & { key: string } {
  const key = PREFIX + randomBytes(32).toString("base64url");
  return { key, keyHash: hashKey(key), keyPrefix: key.slice(0, SHOWN_LENGTH) };
}
