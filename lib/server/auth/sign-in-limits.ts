import { hash } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { networkOf } from "../network";
import { processState } from "../process-state";
import { spendFrom } from "../rate-limit";

/**
 * Attempts to sign in. One address runs out long before one account does, so that a stranger at one address cannot lock
 * a member out, and many strangers together guess too seldom to matter.
 */
const ATTEMPTS = {
  address: { points: 20, duration: 15 * 60 },
  account: { points: 100, duration: 60 * 60 },
} as const;

const limiters = () =>
  processState("sign-in-limiters", () => ({
    address: new RateLimiterMemory({ keyPrefix: "address", ...ATTEMPTS.address }),
    account: new RateLimiterMemory({ keyPrefix: "account", ...ATTEMPTS.account }),
  }));

// Hashed, so that what strangers type does not decide how much is kept of it.
const accountOf = (email: string): string => hash("sha256", email, "base64url");

/**
 * Makes an attempt count against its address and its account before it is made, so that attempts at once count too. A
 * good one gives the address its attempt back and clears the account.
 * @throws ServiceError 429 when either has been used up; whatever `attempt` throws
 */
export async function limitedSignIn<T>(email: string, address: string, attempt: () => Promise<T>): Promise<T> {
  const { address: byAddress, account: byAccount } = limiters();
  await spendFrom(byAddress, networkOf(address));
  await spendFrom(byAccount, accountOf(email));
  const result = await attempt();
  await byAddress.reward(networkOf(address), 1);
  await byAccount.delete(accountOf(email));
  return result;
}
