import http from "node:http";
import { getEnv } from "@/lib/env";
import { takePort } from "./listener";
import type { Stop } from "./repeat";

/**
 * Serves METRICS_PORT, when that is set. It goes on while the service's own port drains, and then stops at once.
 * @throws Error with one clear sentence when the port is not available
 */
export async function serveMetrics(handler: http.RequestListener): Promise<Stop> {
  const { METRICS_PORT, HOST } = getEnv();
  if (METRICS_PORT === undefined) return async () => {};
  const server = http.createServer(handler);
  await takePort(server, METRICS_PORT, HOST, "METRICS_PORT");
  return async () => {
    server.close();
    server.closeAllConnections();
  };
}
