import type { Tx } from "./transaction";

/** Ends a user's sessions. @param except the one that stays */
export async function deleteSessions(tx: Tx, userId: string, except?: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId, ...(except !== undefined && { id: { not: except } }) } });
}

/** Ends the session with this token. */
export async function deleteSession(tx: Tx, token: string): Promise<void> {
  await tx.session.deleteMany({ where: { token } });
}

/** The sessions of a user, by id. */
export async function sessionIds(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.session.findMany({ where: { userId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Deletes expired sessions and one-time links. */
export async function deleteExpired(tx: Tx, now: Date): Promise<void> {
  await tx.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await tx.verification.deleteMany({ where: { expiresAt: { lt: now } } });
}

/** Those of these sessions and keys that are no longer valid, by id. */
export async function endedCredentials(tx: Tx, ids: string[]): Promise<string[]> {
  const now = new Date();
  const isAhead = { expiresAt: { gt: now } };
  const sessions = await tx.session.findMany({ where: { id: { in: ids }, ...isAhead }, select: { id: true } });
  const keys = await tx.apiKey.findMany({
    where: { id: { in: ids }, revokedAt: null, OR: [{ expiresAt: null }, isAhead] },
    select: { id: true },
  });
  const live = new Set([...sessions, ...keys].map(({ id }) => id));
  return ids.filter((id) => !live.has(id));
}
