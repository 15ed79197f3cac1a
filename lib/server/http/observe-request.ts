import type { IncomingMessage, RequestListener } from "node:http";
import type { ApiResponse } from "../exchange";
import { log } from "../log";
import { requestCounts } from "../metrics/requests";

/** What took longer is logged at the default level. */
const SLOW_MS = 1_000;

/**
 * Counts an answer that is ready, and logs it: at debug, or at info when it took long. The log has the path, without
 * the query, in which people put what is nobody's business.
 *
 * @param arrivedAt what performance.now() said when the head of the request was there
 * @param route the path's template, never the path itself, of which there is no end; undefined when nothing is there
 */
export function observeRequest(
  incoming: IncomingMessage,
  arrivedAt: number,
  route: string | undefined,
  { status, headers }: Pick<ApiResponse, "status" | "headers">,
): void {
  const took = performance.now() - arrivedAt;
  const method = incoming.method ?? "";
  requestCounts().count(route ?? "none", method, status, took);
  const isSlow = took >= SLOW_MS;
  if (!isSlow && !log.isLevelEnabled("debug")) return;
  const path = (incoming.url ?? "").split("?", 1)[0];
  const line = { method, path, status, ms: Math.round(took * 10) / 10, requestId: headers["x-request-id"] };
  if (isSlow) log.info(line, "slow request");
  else log.debug(line, "request");
}

/** The same for pages and their files, which are one route each: until the answer is sent, for Next tells no sooner. */
export function observePages(pages: RequestListener): RequestListener {
  return (request, response) => {
    const at = performance.now();
    const route = request.url?.startsWith("/_next/static/") ? "file" : "page";
    response.once("finish", () => observeRequest(request, at, route, { status: response.statusCode, headers: {} }));
    return pages(request, response);
  };
}
