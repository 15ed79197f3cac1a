import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../log";

/** A request that is over. */
export interface FinishedRequest {
  incoming: IncomingMessage;
  /** Its status and headers are what was sent, unless the client had gone. */
  outgoing: ServerResponse;
  /** From the end of its headers. */
  milliseconds: number;
  /** The client went away before it had taken the answer. */
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
  // Node calls an answer finished also when its connection was cut. Before Node's own listener, which lets the socket
  // go.
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

/** One line in the log for each request whose client went away, without the query, which may hold secrets. */
export const logAborted: Observe = ({ incoming, milliseconds, isAborted }) => {
  if (!isAborted) return;
  const path = (incoming.url ?? "").replace(/\?.*$/s, "");
  log.debug({ method: incoming.method, path, milliseconds: Math.round(milliseconds) }, "the client went away");
};
