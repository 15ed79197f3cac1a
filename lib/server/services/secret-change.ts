import { createHmac } from "node:crypto";
import { readAuthSecret } from "../auth/auth-secret";
import { log } from "../log";
import { recordFingerprint } from "../store/session-secret";

/** Enough to tell secrets apart. */
const FINGERPRINT_CHARACTERS = 16;

/**
 * Warns in the log when the sessions in the database at `url` were signed with another secret than this process has,
 * and then records the current one. A server whose database is read-only starts all the same.
 */
export async function noticeSecretChange(url: string): Promise<void> {
  try {
    const lost = await recordSecret(url, await readAuthSecret());
    if (lost === 0) return;
    log.warn(
      { sessions: lost },
      "AUTH_SECRET (or auth-secret in DATA_DIR) is not the one that this database was last started with: members " +
        "sign " +
        "in again. When that was not meant, start again with the former one, the same on each instance",
    );
  } catch (error) {
    log.warn(
      { err: error },
      "could not find out whether AUTH_SECRET is the one that this database was last started with",
    );
  }
}

/** @returns how many sessions another secret signed, so that they are no longer valid */
export const recordSecret = (url: string, secret: string): Promise<number> =>
  recordFingerprint(url, fingerprintOf(secret));

function fingerprintOf(secret: string): string {
  const hmac = createHmac("sha256", secret).update("guidon: fingerprint of the session secret");
  return hmac.digest("hex").slice(0, FINGERPRINT_CHARACTERS);
}
