import type { RequestListener } from "node:http";
import { authenticate } from "../auth/authenticate";
import { assertEveryProject, assertReach, assertScope } from "../auth/caller";
import type { Handler } from "../exchange";
import { log } from "../log";
import { metricsRegistry } from "../metrics/registry";

/** /metrics for callers who may read the flags of every project and environment, because it names them all. */
export const guardedMetrics: Handler = async (request) => {
  const caller = await authenticate(request, false);
  assertScope(caller, "flags:read");
  assertEveryProject(caller);
  assertReach(caller, "all");
  const registry = metricsRegistry();
  const headers = {
    "content-type": registry.contentType,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return { status: 200, headers, body: await registry.metrics() };
};

/** /metrics on a port of its own, for everybody who can reach the port, and nothing else. */
export const openMetrics: RequestListener = (request, response) => {
  if (request.url !== "/metrics" || (request.method !== "GET" && request.method !== "HEAD")) {
    response.writeHead(request.url === "/metrics" ? 405 : 404).end();
    return;
  }
  const registry = metricsRegistry();
  registry.metrics().then(
    (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
    (error: unknown) => {
      log.error({ err: error }, "metrics could not be read");
      response.writeHead(500).end();
    },
  );
};
