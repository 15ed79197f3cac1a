import type { ApiRequest, ApiResponse, Handler, Params } from "../exchange";
import { notFound, ServiceError } from "../service-error";
import { corsHeadersFor } from "./cors";
import { errorResponse } from "./errors";
import { isOfrep, ofrepFailure } from "./ofrep-failure";
import { requestIdOf } from "./respond";
import { decode } from "./router";

/** A text in place of a flag's key that the client did not escape, or that cannot be a key. */
const FLAG_KEY = /^\/ofrep\/v1\/evaluate\/flags\/(.+)$/;

/** Answers requests for paths that no route serves. */
export function nowhere(path: string): Handler {
  const [, sent] = FLAG_KEY.exec(path) ?? [];
  if (sent === undefined) return failing(path, notFound());
  const key = decode(sent);
  return failing(path, new ServiceError("flag_not_found", `Flag '${key}' was not found`), { key });
}

/** Answers a method that a path does not support. */
export function notAllowed(path: string, methods: Iterable<string>): Handler {
  const taken = [...methods];
  const allow = [...taken, ...(taken.includes("GET") ? ["HEAD"] : [])];
  return failing(path, new ServiceError("method_not_allowed", "Method not allowed", { allow }));
}

const failing =
  (path: string, error: ServiceError, params: Params = {}): Handler =>
  async (request) =>
    failureAt(path, request, error, params);

/** The answer to an unhandled error, in the form of the protocol whose path it is. */
export function failureAt(path: string, request: ApiRequest, error: unknown, params: Params = {}): ApiResponse {
  const requestId = requestIdOf(request);
  const spoken = isOfrep(path) ? { dialect: ofrepFailure, params } : undefined;
  const { headers, ...rest } = errorResponse(error, requestId, spoken);
  const forOthers = spoken === undefined ? {} : corsHeadersFor(request);
  return { ...rest, headers: { ...headers, ...forOthers, "x-request-id": requestId } };
}
