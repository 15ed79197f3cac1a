import { randomUUID } from "node:crypto";
import type { Tx } from "./transaction";

/** The provider id under which better-auth stores passwords. */
const CREDENTIAL = "credential";

const accountOf = (userId: string) => ({
  providerId_accountId: { providerId: CREDENTIAL, accountId: userId },
});

/** The hash of a user's password; null when they have none. */
export async function findPassword(tx: Tx, userId: string): Promise<string | null> {
  const account = await tx.account.findUnique({ where: accountOf(userId), select: { password: true } });
  return account?.password ?? null;
}

/** Sets a user's password from its hash, whether or not they had one. */
export async function storePassword(tx: Tx, userId: string, password: string): Promise<void> {
  await tx.account.upsert({
    where: accountOf(userId),
    create: { id: randomUUID(), providerId: CREDENTIAL, accountId: userId, userId, password },
    update: { password, updatedAt: new Date() },
    select: { id: true },
  });
}
