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

/** The hash of the password of the user with this address; null when there is no such user, or no password. */
export async function findPasswordAt(tx: Tx, email: string): Promise<string | null> {
  const account = await tx.account.findFirst({
    where: { providerId: CREDENTIAL, user: { email } },
    select: { password: true },
  });
  return account?.password ?? null;
}

/** As `findPasswordAt`, after every change of the password that has begun. */
export async function settledPasswordAt(tx: Tx, email: string): Promise<string | null> {
  // Prisma has no call for a row lock, which waits for the transaction that changes the row.
  const [account] = await tx.$queryRaw<{ password: string | null }[]>`
    SELECT a.password FROM accounts a JOIN users u ON u.id = a.user_id
    WHERE a.provider_id = ${CREDENTIAL} AND u.email = ${email} FOR SHARE OF a`;
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
