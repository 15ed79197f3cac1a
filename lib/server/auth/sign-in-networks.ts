import { createHmac } from "node:crypto";
import { getDb } from "../db/client";
import { log } from "../log";
import { networkOf } from "../network";
import { readAuthSecret } from "./auth-secret";

/** Longer than holidays. Each sign-in from there begins it anew. */
const KEPT_DAYS = 90;
/** Home, office, travels. The one that was used longest ago is forgotten for one more. */
const KEPT_NETWORKS = 20;

/**
 * What is kept of a member's network: a keyed hash, so that the table tells nobody from where who signed in. In the
 * database and not in a cookie of the browser, so that it counts on every instance and for a new browser, too.
 */
async function digestOf(email: string, address: string): Promise<string> {
  const hmac = createHmac("sha256", await readAuthSecret());
  return hmac.update(`sign-in network\0${email}\0${networkOf(address)}`).digest("base64url");
}

/** Whether a member has signed in from the network of `address` lately. */
export async function isKnownNetwork(email: string, address: string): Promise<boolean> {
  const digest = await digestOf(email, address);
  const since = new Date(Date.now() - KEPT_DAYS * 86_400_000);
  return (await getDb().prisma.signInNetwork.count({ where: { digest, lastAt: { gt: since } } })) > 0;
}

/** Keeps that a member has signed in from the network of `address`. Without it they are signed in all the same. */
export async function rememberNetwork(email: string, address: string): Promise<void> {
  try {
    const digest = await digestOf(email, address);
    await getDb().prisma.$executeRaw`
      WITH member AS (SELECT id FROM users WHERE email = ${email}),
      forgotten AS (
        DELETE FROM sign_in_networks WHERE digest IN (
          SELECT digest FROM sign_in_networks, member
          WHERE user_id = member.id AND digest <> ${digest}
          ORDER BY last_at DESC OFFSET ${KEPT_NETWORKS - 1}))
      INSERT INTO sign_in_networks (digest, user_id, last_at) SELECT ${digest}, id, now() FROM member
      ON CONFLICT (digest) DO UPDATE SET last_at = excluded.last_at`;
  } catch (error) {
    log.warn({ err: error }, "could not keep from where a member signed in");
  }
}
