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

/** Where requests come in: what is bounded, refused and resolved before anybody serves it. */
export interface Ingress {
  readonly server: Server;
  /** What is answered from now on; until then everything gets 503. */
  handleWith(handler: RequestListener): void;
  /** Goes on serving, says so to nobody: `/readyz` is 503, and each answer is the last of its connection. */
  leave(): void;
  /** Accepts no more and waits until all answers have been taken, at most `patience` ms; then they are cut. */
  drain(patience: number): Promise<void>;
}

const starting: RequestListener = (incoming, outgoing) =>
  refuse(incoming, outgoing, { status: 503, error: "Starting", headers: { "retry-after": "1" } });

/** @param observe hears of every request once, when it has been answered or its client has gone */
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

/** As many connections as the limit says, or as the operating system has files for. */
function connectionsWithin({ connections, filesKept }: HttpLimits): number {
  const files = Number(/^Max open files\s+(\d+)/m.exec(processLimits())?.[1] ?? Number.POSITIVE_INFINITY);
  return Math.max(1, Math.min(connections, files - filesKept));
}

/** Empty where there is no /proc. */
function processLimits(): string {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    return "";
  }
}
