import { isIP } from "node:net";

/**
 * The address that a request came from, for limits that count by address.
 * @param peer the address at the other end of the connection
 * @param forwardedFor the X-Forwarded-For header: each proxy appends the address from which it was called
 * @param proxies how many trusted proxies there are. The header's values before theirs were sent by the client, who may
 * send anything
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
