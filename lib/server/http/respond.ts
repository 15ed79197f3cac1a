import { randomUUID } from "node:crypto";
import { etagOf, isUnchanged } from "../etag";
import { JsonText } from "../json-text";

/** The caller's own request id when it is harmless in a log, else a new one. */
export const requestIdOf = (headers: Headers): string => {
  const sent = headers.get("x-request-id");
  return sent !== null && /^[\w.:-]{1,128}$/.test(sent) ? sent : randomUUID();
};

interface ListResult {
  items: unknown[];
  nextCursor?: string | null;
}

const isList = (result: unknown): result is ListResult =>
  typeof result === "object" && result !== null && "items" in result && Array.isArray(result.items);

/** The body, and the tag of what it represents. */
const bodyOf = (result: unknown): { body: string; etag: string } => {
  if (!isList(result)) {
    const json = JSON.stringify(result);
    return { body: `{"data":${json}}`, etag: etagOf(json) };
  }
  const json = JSON.stringify(result.items);
  const { nextCursor } = result;
  if (nextCursor === undefined) return { body: `{"data":${json}}`, etag: etagOf(json) };
  // Whether another page follows is part of the answer. The last page is tagged by its items alone, so that a list that
  // fits in one page has the tag that the whole list has, and a new order can be made from either.
  const etag = etagOf(nextCursor === null ? json : json + nextCursor);
  return { body: `{"data":${json},"next_cursor":${JSON.stringify(nextCursor)}}`, etag };
};

/** Whether the client's copy still holds, so that it may be told so (304). */
export const isNotModified = (request: Request, etag: string): boolean =>
  (request.method === "GET" || request.method === "HEAD") && isUnchanged(request.headers.get("if-none-match"), etag);

/** The answer to a request that went well. A GET whose If-None-Match still holds gets 304. */
export const respond = (status: 200 | 201 | 204, result: unknown, request: Request, headers: Headers): Response => {
  if (status === 204) return new Response(null, { status, headers });
  if (result instanceof ReadableStream) return eventStream(result, headers);
  if (result instanceof JsonText) return preparedResponse(status, result, request, headers);
  const { body, etag } = bodyOf(result);
  headers.set("etag", etag);
  headers.set("cache-control", "private, no-cache");
  return isNotModified(request, etag) ? notModified(headers) : json(status, body, headers);
};

const json = (status: 200 | 201, body: string, headers: Headers): Response => {
  headers.set("content-type", "application/json");
  headers.set("x-content-type-options", "nosniff");
  return new Response(body, { status, headers });
};

const notModified = (headers: Headers): Response => new Response(null, { status: 304, headers });

/** An answer to a POST that only reads (OFREP's bulk evaluation) may be conditional, too. */
const preparedResponse = (
  status: 200 | 201,
  { body, etag }: JsonText,
  request: Request,
  headers: Headers,
): Response => {
  if (etag === undefined) return json(status, body, headers);
  headers.set("etag", etag);
  return isUnchanged(request.headers.get("if-none-match"), etag) ? notModified(headers) : json(status, body, headers);
};

const eventStream = (events: ReadableStream<Uint8Array>, headers: Headers): Response => {
  headers.set("content-type", "text/event-stream");
  headers.set("cache-control", "no-store");
  // Proxies that buffer would hold events back.
  headers.set("x-accel-buffering", "no");
  return new Response(events, { status: 200, headers });
};
