import { getEnv } from "@/lib/env";
import type { ApiRequest } from "../exchange";
import { forbidden } from "../service-error";

const READING = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses a write that a page of another origin made a browser send. Browsers say where a request comes from, and no
 * page can forge that; on plain HTTP they send only the origin, which must be ours. A request with neither does not
 * come from a browser, which alone would add the cookie by itself.
 * @throws ServiceError 403
 */
export function assertSameOrigin(request: ApiRequest): void {
  if (READING.includes(request.method)) return;
  const site = request.header("sec-fetch-site");
  if (site === "same-origin") return;
  const from = { origin: request.header("origin"), host: request.header("host") };
  if (site !== null || !isOwnOrigin(from, getEnv().PUBLIC_URL)) throw forbidden();
}

/**
 * Whether the `Origin` of a request is ours, by its `Host`. A proxy may send another `Host` than the browser did;
 * `publicUrl` then says which one the browser sees. Where that is https, no page of ours comes over plain HTTP, which
 * others on the network can write.
 */
export function isOwnOrigin(
  { origin, host }: { origin: string | null; host: string | null },
  publicUrl: string | undefined,
): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const sent = new URL(origin);
  if (publicUrl === undefined) return sent.host === host;
  const { protocol, origin: ours } = new URL(publicUrl);
  return sent.origin === ours || (sent.host === host && (protocol === "http:" || sent.protocol === protocol));
}
