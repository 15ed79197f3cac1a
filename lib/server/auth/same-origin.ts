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
  if (site !== null || !isOurs(request.header("origin"), request.header("host"))) throw forbidden();
}

/** A proxy may send another Host header than the browser did; PUBLIC_URL then says which one the browser sees. */
function isOurs(origin: string | null, host: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const { PUBLIC_URL } = getEnv();
  const sent = new URL(origin);
  return sent.host === host || (PUBLIC_URL !== undefined && sent.origin === new URL(PUBLIC_URL).origin);
}
