import { readFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Connections } from "./connections";
import { headProblem } from "./head-problem";
import { type HttpLimits, httpLimits } from "./limits";
import { type Observe, whenFinished } from "./observe";
import { refuse } from "./refusal";
import { createHttpServer, stopListening } from "./server";
import { resolveTarget } from "./target";

/** The entry of all requests: what is limited, refused and resolved before a handler serves it. */
export interface Ingress {
  readonly server: Server;
  /** Sets the handler. Until then everything gets 503. */
  handleWith(handler: RequestListener): void;
  /**
   * Goes on serving, but lets load balancers know that it will end: `/readyz` is 503, and each answer is the last of
   * its connection.
   */
  leave(): void;
  /**
   * Accepts nothing more and waits until all answers have been taken, at most `patience` ms; then it cuts the
   * connections.
   */
  drain(patience: number): Promise<void>;
}

const starting: RequestListener = (incoming, outgoing) =>
  refuse(incoming, outgoing, { status: 503, error: "Starting", headers: { "retry-after": "1" } });

/** @param observe is told about every request once, when it was answered or its client has gone */
export function createIngress(observe: Observe, limits: HttpLimits = httpLimits): Ingress {
  const connections = new Connections({ ...limits, connections: connectionsWithin(limits) });
  let handler = starting;
  let isLeaving = false;
  const receive = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!connections.begin(incoming.socket, outgoing, () => serve(incoming, outgoing))) incoming.socket.destroy();
  };
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { socket } = incoming;
    whenFinished(incoming, outgoing, observe, () => connections.end(socket, outgoing));
    if (isLeaving) outgoing.shouldKeepAlive = false;
    const problem = headProblem(incoming);
    if (problem !== undefined) return refuse(incoming, outgoing, problem);
    if (incoming.url === "*" && incoming.method === "OPTIONS")
      return void outgoing.writeHead(204, { allow: ALL }).end();
    const target = resolveTarget(incoming.url ?? "");
    if (target === undefined) return refuse(incoming, outgoing, badTarget);
    incoming.url = target.url;
    if (target.authority !== undefined) incoming.headers.host = target.authority;
    if (isLeaving && /^\/readyz(\?|$)/.test(target.url)) return refuse(incoming, outgoing, stopping);
    handler(incoming, outgoing);
  };
  const server = createHttpServer(limits, connections, receive);
  return {
    server,
    handleWith: (next) => {
      handler = next;
    },
    leave: () => {
      isLeaving = true;
      connections.lastAnswers();
    },
    drain: async (patience) => {
      isLeaving = true;
      connections.lastAnswers();
      stopListening(server);
      await Promise.race([connections.close(), delay(patience, undefined, { ref: false })]);
      connections.destroyAll();
    },
  };
}

const ALL = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const badTarget = { status: 400, error: "The request's target is no path", headers: { connection: "close" } };
const stopping = { status: 503, error: "Stopping" };

/** The limit's number of connections, or what the operating system's limit on open files allows. */
function connectionsWithin({ connections, filesKept }: HttpLimits): number {
  const files = Number(/^Max open files\s+(\d+)/m.exec(processLimits())?.[1] ?? Number.POSITIVE_INFINITY);
  return Math.max(1, Math.min(connections, files - filesKept));
}

/** Empty on systems without /proc. */
function processLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
