import { randomUUID } from "node:crypto";
import type { EncodedJson } from "../encoded-json";
import { isUnchanged } from "../etag";
import type { ApiRequest, ApiResponse, EventStream, ResponseHeaders } from "../exchange";
import { JsonText } from "../json-text";

/** A request's own id when it is safe in a log, else a new one. @param sent the header `x-request-id` */
export const requestIdFrom = (sent: unknown): string =>
  typeof sent === "string" && /^[\w.:-]{1,128}$/.test(sent) ? sent : randomUUID();

/** The caller's own request id, or a new one. */
export const requestIdOf = (request: ApiRequest): string => requestIdFrom(request.header("x-request-id"));

const isReading = ({ method }: ApiRequest): boolean => method === "GET" || method === "HEAD";

/** Whether the client's copy is current, so that 304 may answer. */
export const isNotModified = (request: ApiRequest, etag: string): boolean =>
  isReading(request) && isUnchanged(request.header("if-none-match"), etag);

/** The answer to a successful request. A GET whose If-None-Match matches gets 304. */
export function respond(
  status: 200 | 201 | 202 | 204,
  result: unknown,
  request: ApiRequest,
  headers: ResponseHeaders,
): ApiResponse {
  if (status === 204) return { status, headers, body: null };
  const { body, etag } = result instanceof JsonText ? result : JsonText.of(result);
  if (etag === undefined) return json(status, body, headers);
  headers.etag = etag;
  headers["cache-control"] = "private, no-cache";
  // A prepared text was only read, also by POST (OFREP's bulk evaluation), so it supports conditional requests.
  const mayBeConditional = result instanceof JsonText || isReading(request);
  const isUnmodified = mayBeConditional && isUnchanged(request.header("if-none-match"), etag);
  return isUnmodified ? { status: 304, headers, body: null } : json(status, body, headers);
}

/** The answer that many clients get, in the coding that this one accepts. */
export async function respondEncoded(
  result: EncodedJson,
  request: ApiRequest,
  headers: ResponseHeaders,
): Promise<ApiResponse> {
  Object.assign(headers, result.headers, { vary: "accept-encoding" });
  const { etag } = result.headers;
  if (etag !== undefined && isNotModified(request, etag)) return { status: 304, headers, body: null };
  const { bytes, coding } = await result.body(request.header("accept-encoding"));
  if (coding !== undefined) headers["content-encoding"] = coding;
  headers["content-type"] = "application/json";
  headers["x-content-type-options"] = "nosniff";
  return { status: 200, headers, body: bytes };
}

function json(status: 200 | 201 | 202, body: string, headers: ResponseHeaders): ApiResponse {
  headers["content-type"] = "application/json";
  headers["x-content-type-options"] = "nosniff";
  return { status, headers, body };
}

/** An answer that continues with events. */
export function respondWithEvents(events: EventStream, headers: ResponseHeaders): ApiResponse {
  headers["content-type"] = "text/event-stream";
  headers["x-content-type-options"] = "nosniff";
  headers["cache-control"] = "no-store";
  // Proxies that buffer answers would delay events.
  headers["x-accel-buffering"] = "no";
  return { status: 200, headers, body: events };
}
