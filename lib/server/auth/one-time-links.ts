import { hash, randomBytes, randomUUID } from "node:crypto";
import { getDb } from "../db/client";
import type { Tx } from "../services/write";

/** What a link lets its holder do, once. */
export type LinkKind = "setup" | "invitation";

const identifierOf = (kind: LinkKind, token: string): string => `${kind}:${hash("sha256", token, "base64url")}`;

/**
 * Makes a one-time token of 256 random bits. Only its hash is stored.
 * @param subject whom it is for, which `redeemLink` gives back
 */
export async function issueLink(tx: Tx, kind: LinkKind, subject: string, expiresAt: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx.verification.create({
    data: { id: randomUUID(), identifier: identifierOf(kind, token), value: subject, expiresAt },
  });
  return token;
}

/**
 * Whether a token would be redeemed just now. For what costs something and comes before: strangers must not make us hash
 * passwords.
 */
export async function isLinkLive(kind: LinkKind, token: string): Promise<boolean> {
  const found = await getDb().prisma.verification.findFirst({
    where: { identifier: identifierOf(kind, token), expiresAt: { gt: new Date() } },
    select: { id: true },
  });
  return found !== null;
}

/**
 * Uses a token up: of two who do so at once, one gets null.
 * @returns the subject it was issued for, or null when it is unknown, used or expired
 */
export async function redeemLink(tx: Tx, kind: LinkKind, token: string): Promise<string | null> {
  const redeemed = await tx.$queryRaw<{ value: string; isLive: boolean }[]>`
    DELETE FROM verifications WHERE identifier = ${identifierOf(kind, token)}
    RETURNING value, expires_at > now() AS "isLive"`;
  return redeemed.find(({ isLive }) => isLive)?.value ?? null;
}

/** Makes every token of a kind that was issued for `subject` worthless. */
export async function withdrawLinks(tx: Tx, kind: LinkKind, subject: string): Promise<void> {
  await tx.verification.deleteMany({ where: { value: subject, identifier: { startsWith: `${kind}:` } } });
}
