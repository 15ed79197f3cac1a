import type { ApiRequest, ResponseHeaders } from "../exchange";
import { type WebRoute, webRoute } from "./web-route";

const ALLOWED_HEADERS =
  "authorization, content-type, if-none-match, x-api-key, x-environment, x-project-id, x-request-id";
const EXPOSED_HEADERS = "etag, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id";

/**
 * What lets a page of any origin read an answer. Only for routes that know their caller by a key it sends: nothing that
 * a browser adds by itself (a cookie) is accepted from there.
 */
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": EXPOSED_HEADERS,
};

/** What an answer says to a page of another origin, and to nobody else. No cache keeps these answers, so none mixes them up. */
export const corsHeadersFor = (request: ApiRequest): ResponseHeaders =>
  request.header("origin") === null ? {} : corsHeaders;

/** Answers a browser's question before a cross-origin call. */
export function preflight(method: "GET" | "POST"): WebRoute {
  return webRoute(async () => ({
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": method,
      "access-control-allow-headers": ALLOWED_HEADERS,
      "access-control-max-age": "86400",
    },
    body: null,
  }));
}
