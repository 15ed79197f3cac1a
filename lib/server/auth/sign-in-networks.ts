import { createHmac } from "node:crypto";
import { log } from "../log";
import { networkOf } from "../network";
import { isNetworkKnown, noteNetwork } from "../store/sign-in-networks";
import { db } from "../store/transaction";
import { readAuthSecret } from "./auth-secret";

/** Longer than holidays. Each sign-in from the network starts it again. */
const KEPT_DAYS = 90;
/** Home, office, travel. With one more, the network that was used longest ago is forgotten. */
const KEPT_NETWORKS = 20;

/**
 * What is stored of a member's network: a keyed hash, so that the table does not reveal who signed in from where. It is
 * in the database and not in a cookie, so that it counts on every instance and for a new browser, too.
 */
async function digestOf(email: string, address: string): Promise<string> {
  const hmac = createHmac("sha256", await readAuthSecret());
  return hmac.update(`sign-in network\0${email}\0${networkOf(address)}`).digest("base64url");
}

/** Whether a member has signed in from the network of `address` recently. */
export async function isKnownNetwork(email: string, address: string): Promise<boolean> {
  const since = new Date(Date.now() - KEPT_DAYS * 86_400_000);
  return isNetworkKnown(db(), await digestOf(email, address), since);
}

/**
 * Remembers that a member has signed in from the network of `address`. If that fails, they are signed in all the same.
 */
export async function rememberNetwork(email: string, address: string): Promise<void> {
  try {
    await noteNetwork(db(), email, await digestOf(email, address), KEPT_NETWORKS);
  } catch (error) {
    log.warn({ err: error }, "could not keep from where a member signed in");
  }
}
