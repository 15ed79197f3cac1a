import { randomUUID } from "node:crypto";
import type { Tx } from "./transaction";

/** What a link permits, once. */
export type LinkKind = "setup" | "invitation";

/** A stored link: its kind, and the hash of its token. */
export interface LinkDigest {
  kind: LinkKind;
  digest: string;
}

const identifierOf = ({ kind, digest }: LinkDigest): string => `${kind}:${digest}`;

/** @param holder whom it is for, which `redeemLink` gives back */
export async function insertLink(tx: Tx, link: LinkDigest, holder: string, expiresAt: Date): Promise<void> {
  await tx.verification.create({
    data: { id: randomUUID(), identifier: identifierOf(link), value: holder, expiresAt },
    select: { id: true },
  });
}

/** Whether a link would be redeemed now. */
export async function isLinkStored(tx: Tx, link: LinkDigest): Promise<boolean> {
  const found = await tx.verification.findFirst({
    where: { identifier: identifierOf(link), expiresAt: { gt: new Date() } },
    select: { id: true },
  });
  return found !== null;
}

/**
 * Uses a link up. When two calls do so at once, one gets null.
 * @returns the holder it was issued for, or null when it is unknown, used or expired
 */
export async function redeemLink(tx: Tx, link: LinkDigest): Promise<string | null> {
  // In SQL, because Prisma does not return what a deletion deleted.
  const redeemed = await tx.$queryRaw<{ value: string; isLive: boolean }[]>`
    DELETE FROM verifications WHERE identifier = ${identifierOf(link)} RETURNING value, expires_at > now() AS "isLive"`;
  return redeemed.find(({ isLive }) => isLive)?.value ?? null;
}

/** Invalidates every link of a kind, or every one that was issued for `holder`. */
export async function deleteLinks(tx: Tx, kind: LinkKind, holder?: string): Promise<void> {
  await tx.verification.deleteMany({
    where: { identifier: { startsWith: `${kind}:` }, ...(holder !== undefined && { value: holder }) },
  });
}
