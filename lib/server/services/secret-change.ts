import { createHmac } from "node:crypto";
import pg from "pg";
import { readAuthSecret } from "../auth/auth-secret";
import { log } from "../log";

/** Enough to tell secrets apart. */
const FINGERPRINT_CHARACTERS = 16;
const QUERY_MS = 10_000;

/** Records the fingerprint; answers with the one before, null at first, and with no row when it is the same. */
const RECORD = `
  INSERT INTO session_secret (fingerprint) VALUES ($1)
  ON CONFLICT (is_only) DO UPDATE SET fingerprint = excluded.fingerprint
    WHERE session_secret.fingerprint <> excluded.fingerprint
  RETURNING (SELECT fingerprint FROM session_secret) AS before,
    (SELECT count(*)::int FROM sessions WHERE expires_at > now()) AS sessions`;

/**
 * Warns in the log when the sessions in the database at `url` were signed with another secret than this process has, and
 * takes that for the secret from then on. A server whose database cannot be written starts all the same.
 */
export async function noticeSecretChange(url: string): Promise<void> {
  try {
    const lost = await recordSecret(url, await readAuthSecret());
    if (lost === 0) return;
    log.warn(
      { sessions: lost },
      "AUTH_SECRET (or auth-secret in DATA_DIR) is not the one that this database was last started with: members sign " +
        "in again. When that was not meant, start again with the former one, the same on each instance",
    );
  } catch (error) {
    log.warn(
      { err: error },
      "could not find out whether AUTH_SECRET is the one that this database was last started with",
    );
  }
}

/** @returns how many sessions another secret signed, which therefore count no more */
export async function recordSecret(url: string, secret: string): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "guidon secret",
    connectionTimeoutMillis: QUERY_MS,
    query_timeout: QUERY_MS,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ before: string | null; sessions: number }>(RECORD, [fingerprintOf(secret)]);
    const [changed] = rows;
    return changed === undefined || changed.before === null ? 0 : changed.sessions;
  } finally {
    await client.end();
  }
}

function fingerprintOf(secret: string): string {
  const hmac = createHmac("sha256", secret).update("guidon: fingerprint of the session secret");
  return hmac.digest("hex").slice(0, FINGERPRINT_CHARACTERS);
}
