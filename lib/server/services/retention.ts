import { getEnv } from "@/lib/env";
import { getDb } from "../db/client";

/** A statement that deletes more would hold its locks, and the disk, for too long. */
const ROWS_AT_ONCE = 5_000;

/** Deletes audit entries older than AUDIT_RETENTION_DAYS, oldest first; nothing when that is not set. */
export async function forgetOldAudit(days = getEnv().AUDIT_RETENTION_DAYS): Promise<void> {
  if (days === undefined) return;
  for (;;) {
    const { rowCount } = await getDb().pool.query(
      `DELETE FROM audit_entries WHERE sequence IN (
         SELECT sequence FROM audit_entries WHERE created_at < now() - make_interval(days => $1)
         ORDER BY sequence LIMIT ${ROWS_AT_ONCE})`,
      [days],
    );
    if ((rowCount ?? 0) < ROWS_AT_ONCE) return;
  }
}

/** Deletes sessions and one-time links that have expired: nobody can use them any more. */
export async function forgetExpired(): Promise<void> {
  await getDb().pool.query("DELETE FROM sessions WHERE expires_at < now()");
  await getDb().pool.query("DELETE FROM verifications WHERE expires_at < now()");
}
