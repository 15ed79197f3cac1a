import { limitedSignIn } from "./sign-in-limits";
import { isKnownNetwork, rememberNetwork } from "./sign-in-networks";

/**
 * Lets somebody prove who they are, as often as the limits say, and remembers the network that they did it from.
 * @throws ServiceError 429 when no more attempts may be made; whatever `attempt` throws
 */
export async function guardedSignIn<T>(email: string, address: string, attempt: () => Promise<T>): Promise<T> {
  const isKnown = () => isKnownNetwork(email, address);
  const result = await limitedSignIn({ email, address, isKnown }, attempt);
  await rememberNetwork(email, address);
  return result;
}
