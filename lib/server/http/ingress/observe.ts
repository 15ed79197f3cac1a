import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../log";

/** A finished request. */
export interface FinishedRequest {
  incoming: IncomingMessage;
  /** Its status and headers are what was sent, unless the client had gone. */
  outgoing: ServerResponse;
  /** Since the end of its headers. */
  milliseconds: number;
  /** Whether the client disconnected before it had taken the answer. */
  isAborted: boolean;
}

export type Observe = (finished: FinishedRequest) => void;

/** Calls both once, when an answer has been taken or its connection is gone. */
export function whenFinished(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  observe: Observe,
  release: () => void,
): void {
  const begun = performance.now();
  // Node also calls an answer finished when its connection was cut. This listener runs before Node's own, which
  // releases the socket.
  let isTaken = false;
  outgoing.prependOnceListener("finish", () => {
    isTaken = outgoing.socket?.destroyed === false;
  });
  outgoing.once("close", () => {
    release();
    const milliseconds = performance.now() - begun;
    observe({ incoming, outgoing, milliseconds, isAborted: !isTaken });
  });
}

/** Logs one line for each request whose client disconnected, without the query, which may contain secrets. */
export const logAborted: Observe = ({ incoming, milliseconds, isAborted }) => {
  if (!isAborted) return;
  const path = (incoming.url ?? "").replace(/\?.*$/s, "");
  log.debug({ method: incoming.method, path, milliseconds: Math.round(milliseconds) }, "the client went away");
};
