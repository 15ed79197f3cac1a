import type { ApiRequest, ResponseHeaders } from "../exchange";
import { type WebRoute, webRoute } from "./web-route";

/** What is allowed when a preflight does not say which headers the call will have. */
const OUR_HEADERS = "authorization, content-type, if-none-match, x-api-key, x-environment, x-project-id, x-request-id";
/** Names of headers, comma-separated, as a browser writes them. */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?: *, *[\w!#$%&'*+.^`|~-]+)*$/;
/** Characters. A tracing library adds five or ten names. */
const MAX_HEADER_NAMES = 4_096;
const EXPOSED_HEADERS = "etag, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id";

/**
 * What lets a page of any origin read an answer. Only for routes that know their caller by a key it sends: nothing that
 * a browser adds by itself (a cookie) is accepted from there.
 */
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": EXPOSED_HEADERS,
};

/**
 * What an answer says to a page of another origin, and to nobody else. No cache keeps these answers, so none mixes them
 * up.
 */
export const corsHeadersFor = (request: ApiRequest): ResponseHeaders =>
  request.header("origin") === null ? {} : corsHeaders;

/**
 * As `corsHeadersFor`, when the caller's key names the origins whose pages may use it: others cannot read the answer.
 * A page learns no more of why than its browser says.
 */
export function corsHeadersAmong(request: ApiRequest, allowedOrigins: readonly string[]): ResponseHeaders {
  const origin = request.header("origin");
  const vary = { vary: "origin" };
  if (origin === null || !allowedOrigins.includes(origin)) return vary;
  return { ...corsHeaders, ...vary, "access-control-allow-origin": origin };
}

/**
 * Answers a browser's question before a cross-origin call. Whatever headers the call will have are allowed, for callers
 * add some for tracing and none of them gives a right. `*` would not do: it leaves out `authorization`.
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

function allowedHeaders(asked: string | null): string {
  const isList = asked !== null && asked.length <= MAX_HEADER_NAMES && HEADER_NAMES.test(asked);
  return isList ? asked : OUR_HEADERS;
}
