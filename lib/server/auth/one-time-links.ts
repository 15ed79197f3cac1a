import { hash, randomBytes } from "node:crypto";
import {
  insertLink,
  isLinkStored,
  type LinkDigest,
  type LinkKind,
  redeemLink as redeem,
} from "../store/one-time-links";
import { db, type Tx } from "../store/transaction";

const digestOf = (kind: LinkKind, token: string): LinkDigest => ({ kind, digest: hash("sha256", token, "base64url") });

/**
 * Makes a one-time token of 256 random bits. Only its hash is stored.
 * @param holder whom it is for, which `redeemLink` gives back
 */
export async function issueLink(tx: Tx, kind: LinkKind, holder: string, expiresAt: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await insertLink(tx, digestOf(kind, token), holder, expiresAt);
  return token;
}

/**
 * Whether a token would be redeemed now. It is asked before expensive work, so that strangers cannot make us hash
 * passwords.
 */
export const isLinkLive = (kind: LinkKind, token: string): Promise<boolean> =>
  isLinkStored(db(), digestOf(kind, token));

/**
 * Uses a token up. When two calls do so at once, one gets null.
 * @returns the holder it was issued for, or null when it is unknown, used or expired
 */
export const redeemLink = (tx: Tx, kind: LinkKind, token: string): Promise<string | null> =>
  redeem(tx, digestOf(kind, token));
