import { getEnv } from "@/lib/env";
import { deleteOldAudit } from "../store/audit";
import { deleteExpired } from "../store/sessions";
import { db } from "../store/transaction";

/** A statement that deletes more rows would hold its locks, and the disk, for too long. */
const ROWS_AT_ONCE = 5_000;

/** Deletes audit entries older than AUDIT_RETENTION_DAYS, oldest first; does nothing when that is not set. */
export async function forgetOldAudit(days = getEnv().AUDIT_RETENTION_DAYS): Promise<void> {
  if (days === undefined) return;
  while ((await deleteOldAudit(db(), days, ROWS_AT_ONCE)) === ROWS_AT_ONCE);
}

/** Deletes expired sessions and one-time links. */
export const forgetExpired = (): Promise<void> => deleteExpired(db(), new Date());
