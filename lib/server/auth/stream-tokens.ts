import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { andThen, type MaybePromise } from "../maybe-promise";
import { processState } from "../process-state";
import { readAuthSecret } from "./auth-secret";

/** What a stream token lets its holder hear, and by which key. */
interface StreamGrant {
  keyId: string;
  projectId: string;
  environment: string;
}

/** Three names and a signature. None of them contains a dot. */
const PARTS = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([a-z0-9_-]{1,64})\.([\w-]{43})$/;

/**
 * A token in the address of an event stream, where a browser can send no header. It is not the key, and good for
 * nothing else. It is the same on every instance and after a reload, and valid as long as its key.
 */
export const streamTokenOf = (grant: StreamGrant): MaybePromise<string> =>
  andThen(secret(), (key) => `${wordsOf(grant)}.${signed(grant, key).toString("base64url")}`);

/** @returns undefined for a token that was not made here */
export const grantOf = (token: string): MaybePromise<StreamGrant | undefined> =>
  andThen(secret(), (key) => {
    const [, keyId, projectId, environment, signature] = PARTS.exec(token) ?? [];
    if (keyId === undefined || projectId === undefined || environment === undefined || signature === undefined) {
      return undefined;
    }
    const grant = { keyId, projectId, environment };
    // A signature of 43 characters has 32 bytes, as many as the other one.
    return timingSafeEqual(Buffer.from(signature, "base64url"), signed(grant, key)) ? grant : undefined;
  });

const wordsOf = ({ keyId, projectId, environment }: StreamGrant): string => `${keyId}.${projectId}.${environment}`;

const signed = (grant: StreamGrant, key: Buffer): Buffer => createHmac("sha256", key).update(wordsOf(grant)).digest();

interface Held {
  key?: Buffer;
  reading?: Promise<Buffer>;
}

/** Read once, because every bulk evaluation needs it. If it cannot be read, the next call tries again. */
function secret(): MaybePromise<Buffer> {
  const held = processState<Held>("stream-secret", () => ({}));
  if (held.key !== undefined) return held.key;
  held.reading ??= derive().then(
    (key) => {
      held.key = key;
      return key;
    },
    (error: unknown) => {
      delete held.reading;
      throw error;
    },
  );
  return held.reading;
}

/** A secret derived for this purpose, so that the secret of sessions signs nothing else. */
const derive = async (): Promise<Buffer> =>
  Buffer.from(hkdfSync("sha256", await readAuthSecret(), "", "event stream tokens", 32));
