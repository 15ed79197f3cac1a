import { once } from "node:events";
import type http from "node:http";
import type net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { hasCode } from "../has-code";

const TAKEN_PATIENCE_MS = 2_000;

/**
 * Listens on the port. A port that is taken is tried again for a moment: an earlier server may be about to end.
 * @param setting the setting that names the port, for the error
 * @throws Error with one clear sentence when the port is not available
 */
export async function takePort(
  server: net.Server,
  port: number,
  host: string,
  setting: "PORT" | "METRICS_PORT" | "FLAGD_SYNC_PORT" = "PORT",
): Promise<void> {
  const deadline = performance.now() + TAKEN_PATIENCE_MS;
  for (;;) {
    try {
      server.listen(port, host);
      await once(server, "listening");
      return;
    } catch (error) {
      if (!hasCode(error, "EADDRINUSE") || performance.now() > deadline) {
        throw new Error(explain(error, port, host, setting), { cause: error });
      }
      await delay(100);
    }
  }
}

function explain(error: unknown, port: number, host: string, setting: string): string {
  if (hasCode(error, "EADDRINUSE"))
    return `Port ${port} on ${host} is taken: stop what uses it, or set ${setting} to another.`;
  if (hasCode(error, "EACCES")) return `Port ${port} may not be used by this user: set ${setting} to one above 1023.`;
  if (hasCode(error, "EADDRNOTAVAIL", "ENOTFOUND")) return `${host} is not an address of this machine: check HOST.`;
  return `The server cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : error}`;
}

/** The address for a browser on this machine. */
export function addressOf(server: http.Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server does not listen.");
  const isAnywhere = address.address === "0.0.0.0" || address.address === "::";
  const host = isAnywhere ? "localhost" : address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
