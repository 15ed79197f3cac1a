import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { ResponseHeaders } from "../../exchange";
import { send } from "../node-response";
import { isOfrep } from "../ofrep-failure";
import { requestIdFrom } from "../respond";

/** An answer that replaces the handler's. */
export interface Refusal {
  status: number;
  error: string;
  headers?: ResponseHeaders;
}

const usualHeaders = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** Refuses a request in the API's own form. */
export function refuse(incoming: IncomingMessage, outgoing: ServerResponse, { status, error, headers }: Refusal): void {
  const requestId = requestIdFrom(incoming.headers["x-request-id"]);
  send({
    outgoing,
    response: {
      status,
      headers: { ...usualHeaders, "x-request-id": requestId, ...headers },
      body: JSON.stringify(isOfrep(incoming.url ?? "") ? { errorDetails: error } : { error }),
    },
  });
}

/** Answers what Node does not pass on as a request, and closes the connection. */
export function refuseConnection(socket: Socket, { status, error, headers }: Refusal): void {
  const body = JSON.stringify({ error });
  const lines = Object.entries({
    ...usualHeaders,
    "x-request-id": requestIdFrom(undefined),
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  const text = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Refused"}`, ...lines, "", body].join("\r\n");
  socket.on("error", () => {});
  socket.end(text, () => socket.destroy());
}
