import { getEnv } from "@/lib/env";
import type { ApiRequest } from "../exchange";
import { forbidden } from "../service-error";

const READING = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses a write that a page of another origin made a browser send. Browsers that say where a request comes from are
 * believed, because no page can forge that; on plain http they say only the origin, which must be ours. What says
 * neither is no browser, and has no use for a cookie.
 * @throws ServiceError 403
 */
export function assertSameOrigin(request: ApiRequest): void {
  if (READING.includes(request.method)) return;
  const site = request.header("sec-fetch-site");
  if (site === "same-origin") return;
  if (site !== null || !isOurs(request.header("origin"), request.header("host"))) throw forbidden();
}

/** A proxy may hand on another Host than the browser's; PUBLIC_URL then says what the browser sees. */
function isOurs(origin: string | null, host: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const { PUBLIC_URL } = getEnv();
  const sent = new URL(origin);
  return sent.host === host || (PUBLIC_URL !== undefined && sent.origin === new URL(PUBLIC_URL).origin);
}
