import type { IncomingMessage, ServerResponse } from "node:http";
import { httpLimits } from "./ingress/limits";

/** Node itself reads the rest of a body of this size, and keeps the connection. */
const SHORT_BODY_BYTES = 64 * 1024;

/** The least that each part of it counts: reading a part takes time, however small it is. */
const PART_BYTES = 1024;

/** Whether a request was answered although much of its body has not arrived, and may never arrive. */
export function isBodyLeft({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  if (headers.expect !== undefined || headers["transfer-encoding"] !== undefined) return true;
  return Number(headers["content-length"] ?? 0) > SHORT_BODY_BYTES;
}

/**
 * Ends an answer to a request whose body has not arrived whole; its head is written and says `connection: close`.
 * Closing at once would reset the connection, and a client that is still sending might never see the answer. So the
 * rest is read for a moment, and discarded.
 */
export function endWithBodyLeft(outgoing: ServerResponse, body: string | Uint8Array | null): void {
  const incoming = outgoing.req;
  if (body === null || incoming.method === "HEAD") outgoing.flushHeaders();
  else outgoing.write(body);
  let left: number = httpLimits.refusedBytes;
  const end = () => {
    clearTimeout(timer);
    outgoing.end();
  };
  const timer = setTimeout(end, httpLimits.refusedMs).unref();
  incoming.on("data", (chunk: Buffer) => {
    left -= Math.max(chunk.length, PART_BYTES);
    if (left <= 0) end();
  });
  incoming.once("end", end);
  incoming.once("error", end);
  outgoing.once("close", () => clearTimeout(timer));
}
