import { limitedSignIn } from "./sign-in-limits";
import { isKnownNetwork, rememberNetwork } from "./sign-in-networks";

/**
 * Runs one attempt to sign in within the limits, and remembers the network of a good one.
 * @throws ServiceError 429 when no more attempts may be made; whatever `attempt` throws
 */
export async function guardedSignIn<T>(email: string, address: string, attempt: () => Promise<T>): Promise<T> {
  const isKnown = () => isKnownNetwork(email, address);
  const result = await limitedSignIn({ email, address, isKnown }, attempt);
  await rememberNetwork(email, address);
  return result;
}
