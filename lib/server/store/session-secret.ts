import pg from "pg";

const QUERY_MS = 10_000;

/** Returns the previous fingerprint (null at first), and no row when it is the same. */
const RECORD = `
  INSERT INTO session_secret (fingerprint) VALUES ($1)
  ON CONFLICT (is_only) DO UPDATE SET fingerprint = excluded.fingerprint
    WHERE session_secret.fingerprint <> excluded.fingerprint
  RETURNING (SELECT fingerprint FROM session_secret) AS before,
    (SELECT count(*)::int FROM sessions WHERE expires_at > now()) AS sessions`;

/**
 * Records the fingerprint of the secret that signs sessions. It uses a connection of its own, because it is called
 * while a start waits for the database, when the pool gives out no connections.
 * @returns how many sessions another secret signed
 */
export async function recordFingerprint(url: string, fingerprint: string): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "guidon secret",
    connectionTimeoutMillis: QUERY_MS,
    query_timeout: QUERY_MS,
  });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ before: string | null; sessions: number }>(RECORD, [fingerprint]);
    const [changed] = rows;
    return changed === undefined || changed.before === null ? 0 : changed.sessions;
  } finally {
    await client.end();
  }
}
