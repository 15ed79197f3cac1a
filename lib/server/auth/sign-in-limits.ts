import { hash } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { networkOf } from "../network";
import { processState } from "../process-state";
import { spendFrom } from "../rate-limit";
import { ServiceError } from "../service-error";

/**
 * Attempts to sign in. The limit of a network is far below that of an account, so that a stranger in one network cannot
 * lock a member out, and many strangers together guess too rarely to succeed. A member also has attempts of their own
 * in the networks where they have signed in before; nobody elsewhere, and nobody who tries other accounts there, can
 * use these up.
 */
const ATTEMPTS = {
  address: { points: 20, duration: 15 * 60 },
  account: { points: 100, duration: 60 * 60 },
  known: { points: 20, duration: 15 * 60 },
} as const;

const limiters = () =>
  processState("sign-in-limiters", () => ({
    address: new RateLimiterMemory({ keyPrefix: "address", ...ATTEMPTS.address }),
    account: new RateLimiterMemory({ keyPrefix: "account", ...ATTEMPTS.account }),
    known: new RateLimiterMemory({ keyPrefix: "known", ...ATTEMPTS.known }),
  }));

// Hashed, so that strangers cannot choose how much is stored.
const accountOf = (email: string): string => hash("sha256", email, "base64url");

interface Attempt {
  email: string;
  address: string;
  /**
   * Whether the account's member has signed in from there before. It is asked only when the attempt would otherwise be
   * refused.
   */
  isKnown: () => Promise<boolean>;
}

/**
 * Counts an attempt before it is made, so that concurrent attempts count, too. A successful one gives back what it
 * used.
 * @throws ServiceError 429 when no more may be made; whatever `attempt` throws
 */
export async function limitedSignIn<T>({ email, address, isKnown }: Attempt, attempt: () => Promise<T>): Promise<T> {
  const giveBack = await spendAttempt(networkOf(address), accountOf(email), isKnown);
  const result = await attempt();
  await giveBack();
  return result;
}

/** @returns what a successful attempt does */
async function spendAttempt(
  network: string,
  account: string,
  isKnown: () => Promise<boolean>,
): Promise<() => Promise<unknown>> {
  const { address: byAddress, account: byAccount, known: byKnown } = limiters();
  try {
    await spendFrom(byAddress, network);
    await spendFrom(byAccount, account);
    return () => Promise.all([byAddress.reward(network, 1), byAccount.delete(account)]);
  } catch (error) {
    if (!(error instanceof ServiceError) || !(await isKnown())) throw error;
    const both = `${account} ${network}`;
    await spendFrom(byKnown, both);
    return () => byKnown.delete(both);
  }
}
