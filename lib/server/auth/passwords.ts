import { randomUUID } from "node:crypto";
import { getDb } from "../db/client";
import type { Tx } from "../services/write";
import { hash, verify } from "./password-hashing";

/** The provider id under which better-auth keeps passwords. */
const CREDENTIAL = "credential";

/** The scrypt hash of a password. It takes tens of milliseconds, and its turn: not for inside a transaction. */
export const hashOf = (password: string): Promise<string> => hash(password);

/** Sets a user's password from its hash, whether they had one or not. */
export async function storePassword(tx: Tx, userId: string, password: string): Promise<void> {
  await tx.account.upsert({
    where: { providerId_accountId: { providerId: CREDENTIAL, accountId: userId } },
    create: { id: randomUUID(), providerId: CREDENTIAL, accountId: userId, userId, password },
    update: { password, updatedAt: new Date() },
  });
}

export async function isPasswordOf(userId: string, password: string): Promise<boolean> {
  const account = await getDb().prisma.account.findUnique({
    where: { providerId_accountId: { providerId: CREDENTIAL, accountId: userId } },
    select: { password: true },
  });
  return typeof account?.password === "string" && verify({ hash: account.password, password });
}
