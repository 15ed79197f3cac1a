import http, { type IncomingMessage, type ServerResponse } from "node:http";
import net, { type Socket } from "node:net";
import { hasCode } from "../../has-code";
import { log } from "../../log";
import type { Connections } from "./connections";
import type { HttpLimits } from "./limits";
import { type Refusal, refuseConnection } from "./refusal";

type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** A server of node:http with our limits, which also answers what is no valid request. */
export function createHttpServer(limits: HttpLimits, connections: Connections, serve: Serve): http.Server {
  const server = http.createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
  });
  server.timeout = limits.silenceMs;
  server.on("request", serve);
  // The code that reads the body tells the client to send it.
  server.on("checkContinue", serve);
  server.on("checkExpectation", serve);
  server.on("connection", (socket) => {
    if (!connections.open(socket)) refuseConnection(socket, { status: 503, error: "Too many connections" });
  });
  server.on("connect", (_request, socket: Socket) =>
    refuseConnection(socket, { status: 405, error: "Method not allowed", headers: { allow: "GET, HEAD" } }),
  );
  server.on("clientError", (error, socket: Socket) => {
    log.debug({ err: error.message }, "a connection was closed for what came on it");
    const answers = connections.answersOn(socket);
    const isReset = !socket.writable || hasCode(error, "ECONNRESET");
    // What is no request follows whole ones: a refusal now would be taken for the answer to the first of them.
    if (!isReset && answers.length > 0 && answers.every(({ req }) => req.complete))
      connections.closeAfterAnswers(socket);
    else if (isReset || answers.length > 1 || answers.some(({ headersSent }) => headersSent)) socket.destroy();
    else refuseConnection(socket, refusalOf(error));
  });
  const check = setInterval(() => connections.shedUnread(), limits.checkMs).unref();
  server.once("close", () => clearInterval(check));
  return server;
}

function refusalOf(error: Error): Refusal {
  if (hasCode(error, "ERR_HTTP_REQUEST_TIMEOUT")) return { status: 408, error: "The request took too long to arrive" };
  if (hasCode(error, "HPE_HEADER_OVERFLOW")) return { status: 431, error: "The headers are too long" };
  if (hasCode(error, "HPE_CHUNK_EXTENSIONS_OVERFLOW"))
    return { status: 413, error: "The chunk extensions are too long" };
  return { status: 400, error: "This is no HTTP request" };
}

/** Stops listening. Node's own way would also cut connections whose answer has not been read to its end. */
export const stopListening = (server: http.Server): void => {
  net.Server.prototype.close.call(server);
};
