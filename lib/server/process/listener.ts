import { once } from "node:events";
import http from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { hasCode } from "../has-code";

/** Longer than load balancers keep an idle connection (60 s), so that it is never ours that closes under a request. */
const KEEP_ALIVE_MS = 65_000;
const DRAIN_POLL_MS = 50;
const TAKEN_PATIENCE_MS = 2_000;

export type Listener = {
  readonly server: http.Server;
  /** What is answered from now on; until then everything gets 503. */
  readonly handleWith: (handler: http.RequestListener) => void;
  /** Accepts no more and waits for requests under way, at most `patience` ms; then they are cut. */
  readonly drain: (patience: number) => Promise<void>;
};

/**
 * Takes the port.
 *
 * @throws Error with one clear sentence when it cannot be had
 */
export async function listen(port: number, host: string): Promise<Listener> {
  let handler: http.RequestListener = (_request, response) => {
    response.writeHead(503, { "content-type": "application/json", "retry-after": "1" });
    response.end(JSON.stringify({ error: "Starting" }));
  };
  const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
    handler(request, response),
  );
  await takePort(server, port, host);
  return {
    server,
    handleWith: (next) => {
      handler = next;
    },
    drain: async (patience) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection that was busy when the server closed stays open for its client's next request.
      const idle = setInterval(() => server.closeIdleConnections(), DRAIN_POLL_MS);
      await Promise.race([closed, delay(patience, undefined, { ref: false })]);
      clearInterval(idle);
      server.closeAllConnections();
    },
  };
}

/** A port that is taken is asked for again for a moment: the server before may be on its way out. */
async function takePort(server: http.Server, port: number, host: string): Promise<void> {
  const deadline = performance.now() + TAKEN_PATIENCE_MS;
  for (;;) {
    try {
      server.listen(port, host);
      await once(server, "listening");
      return;
    } catch (error) {
      if (!hasCode(error, "EADDRINUSE") || performance.now() > deadline) {
        throw new Error(explain(error, port, host), { cause: error });
      }
      await delay(100);
    }
  }
}

function explain(error: unknown, port: number, host: string): string {
  if (hasCode(error, "EADDRINUSE"))
    return `Port ${port} on ${host} is taken: stop what uses it, or set PORT to another.`;
  if (hasCode(error, "EACCES")) return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
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
