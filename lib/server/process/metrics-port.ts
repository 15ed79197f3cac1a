import http from "node:http";
import { getEnv } from "@/lib/env";
import { takePort } from "./listener";
import type { Stop } from "./repeat";

/** A few scrapers have one or two each. The service needs most of the files that the process may have open. */
export const MOST_METRICS_CONNECTIONS = 100;

/**
 * Serves METRICS_PORT, when that is set. It goes on while the service's own port drains, and then stops at once.
 * @throws Error with one clear sentence when the port is not available
 */
export async function serveMetrics(handler: http.RequestListener): Promise<Stop> {
  const { METRICS_PORT, HOST } = getEnv();
  if (METRICS_PORT === undefined) return async () => {};
  const server = metricsServer(handler);
  await takePort(server, METRICS_PORT, HOST, "METRICS_PORT");
  return async () => {
    server.close();
    server.closeAllConnections();
  };
}

export function metricsServer(handler: http.RequestListener): http.Server {
  const server = http.createServer(handler);
  server.maxConnections = MOST_METRICS_CONNECTIONS;
  return server;
}
