import type { IncomingMessage, RequestListener } from "node:http";
import type { ApiResponse } from "../exchange";
import { log } from "../log";
import { requestCounts } from "../metrics/requests";

/** Slower requests are logged at the default level. */
const SLOW_MS = 1_000;

/**
 * Counts an answer that is ready, and logs it: at debug, or at info when it was slow. The log contains the path without
 * the query, which may contain private data.
 * @param arrivedAt what performance.now() said when the head of the request arrived
 * @param route the path's template, never the path itself, because there are endlessly many; undefined when there is no
 * such route
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

/**
 * The same for pages and for their files, which count as one route each. It measures until the answer is sent, because
 * Next reports nothing earlier.
 */
export function observePages(pages: RequestListener): RequestListener {
  return (request, response) => {
    const at = performance.now();
    const route = request.url?.startsWith("/_next/static/") ? "file" : "page";
    response.once("finish", () => observeRequest(request, at, route, { status: response.statusCode, headers: {} }));
    return pages(request, response);
  };
}
