import { randomUUID } from "node:crypto";
import { etagOf, isUnchanged } from "../etag";

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

/** What stands between the braces of the body, and the tag of what it represents. */
const bodyOf = (result: unknown): { body: string; etag: string } => {
  if (!isList(result)) {
    const json = JSON.stringify(result);
    return { body: `{"data":${json}}`, etag: etagOf(json) };
  }
  const json = JSON.stringify(result.items);
  const etag = etagOf(json);
  if (result.nextCursor === undefined) return { body: `{"data":${json}}`, etag };
  return { body: `{"data":${json},"next_cursor":${JSON.stringify(result.nextCursor)}}`, etag };
};

/** The answer to a request that went well. A GET whose If-None-Match still holds gets 304. */
export const respond = (status: 200 | 201 | 204, result: unknown, request: Request, headers: Headers): Response => {
  if (status === 204) return new Response(null, { status, headers });
  const { body, etag } = bodyOf(result);
  headers.set("etag", etag);
  headers.set("cache-control", "private, no-cache");
  if (request.method === "GET" && isUnchanged(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", "application/json");
  headers.set("x-content-type-options", "nosniff");
  return new Response(body, { status, headers });
};
