import type { ApiRequest, ResponseHeaders } from "../exchange";
import { type WebRoute, webRoute } from "./web-route";

/** Allowed when a preflight does not name the headers of the call. */
const OUR_HEADERS = "authorization, content-type, if-none-match, x-api-key, x-environment, x-project-id, x-request-id";
/** A comma-separated list of header names, as browsers write it. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?: *, *[\w!#$%&'*+.^`|~-]+)*$/;
/** In characters. A tracing library adds five or ten names. */
const MAX_HEADER_NAMES = 4_096;
const EXPOSED_HEADERS = "etag, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id";

/**
 * Lets a page of any origin read an answer. Only for routes that identify their caller by a key in the request: nothing
 * that a browser adds by itself (a cookie) is accepted from other origins.
 */
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": EXPOSED_HEADERS,
};

/**
 * The headers for a page of another origin; other callers do not get them. No cache stores these answers, so they
 * cannot be mixed up.
 */
export const corsHeadersFor = (request: ApiRequest): ResponseHeaders =>
  request.header("origin") === null ? {} : corsHeaders;

/**
 * As `corsHeadersFor`, when the caller's key names the origins whose pages may use it: other pages cannot read the
 * answer, and learn only what their browser says.
 */
export function corsHeadersAmong(request: ApiRequest, allowedOrigins: readonly string[]): ResponseHeaders {
  const origin = request.header("origin");
  const vary = { vary: "origin" };
  if (origin === null || !allowedOrigins.includes(origin)) return vary;
  return { ...corsHeaders, ...vary, "access-control-allow-origin": origin };
}

/**
 * Answers a browser's preflight. It allows all headers of the call, because callers add headers for tracing and none of
 * them grants a right. `*` would not do, because it excludes `authorization`.
 */
export function preflight(method: "GET" | "POST"): WebRoute {
  return webRoute(async (request) => ({
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": method,
      "access-control-allow-headers": allowedHeaders(request.header("access-control-request-headers")),
      "access-control-max-age": "86400",
      vary: "access-control-request-headers",
    },
    body: null,
  }));
}

function allowedHeaders(requested: string | null): string {
  const isList = requested !== null && requested.length <= MAX_HEADER_NAMES && HEADER_NAMES.test(requested);
  return isList ? requested : OUR_HEADERS;
}
