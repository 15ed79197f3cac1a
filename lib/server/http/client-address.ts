import { isIP } from "node:net";

/**
 * The address that a request came from, for limits that count by it.
 * @param peer the address at the other end of the connection
 * @param forwardedFor the X-Forwarded-For header: each proxy adds the address that it was called from at the end
 * @param proxies how many proxies of ours stand in the way. What stands before what they added is the client's own
 * word, and anyone can say anything
 */
export function clientAddressOf(
  peer: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string | undefined {
  if (proxies === 0 || forwardedFor === undefined) return peer;
  const seen = forwardedFor.split(",").at(-proxies)?.trim() ?? "";
  return isIP(seen) === 0 ? peer : seen;
}
