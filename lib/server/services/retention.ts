import { getEnv } from "@/lib/env";
import { deleteOldAudit } from "../store/audit";
import { deleteExpired } from "../store/sessions";
import { db } from "../store/transaction";

/** Deletes audit entries older than AUDIT_RETENTION_DAYS, oldest first; does nothing when that is not set. */
export async function forgetOldAudit(days = getEnv().AUDIT_RETENTION_DAYS): Promise<void> {
  if (days === undefined) return;
  while ((await deleteOldAudit(db(), days)) > 0);
}

/** Deletes expired sessions and one-time links. */
export const forgetExpired = (): Promise<void> => deleteExpired(db(), new Date());
