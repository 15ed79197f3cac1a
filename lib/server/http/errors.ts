import type { z } from "zod";
import { outageCause } from "../db/outage";
import { etagOf } from "../etag";
import type { ApiResponse, Params, ResponseHeaders } from "../exchange";
import { log } from "../log";
import { logSeldom } from "../log-seldom";
import { ServiceError, type ServiceErrorCode } from "../service-error";

const statusByCode: Record<ServiceErrorCode, number> = {
  bad_request: 400,
  malformed_body: 400,
  unauthenticated: 401,
  insufficient_scope: 403,
  forbidden: 403,
  not_found: 404,
  flag_not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
};

/** The HTTP status of a failure. */
export const statusOf = ({ code }: ServiceError): number => statusByCode[code];

/** The failure as a ServiceError; undefined for a fault of ours. Logs what the caller is not told. */
function toServiceError(thrown: unknown, requestId: string): ServiceError | undefined {
  if (thrown instanceof ServiceError) {
    // Many requests can fail by it at a time.
    if (thrown.code === "unavailable")
      logSeldom("error", { err: thrown, requestId }, `requests fail: ${thrown.message}`);
    return thrown;
  }
  const cause = outageCause(thrown);
  if (cause === undefined) {
    log.error({ err: thrown, requestId }, "request failed");
    return undefined;
  }
  // During an outage every request fails like this, so the log says it once a minute.
  logSeldom("error", { err: thrown, requestId }, `requests fail: ${cause}`);
  return new ServiceError("unavailable", "Database unavailable", { retryAfter: 1 });
}

/** The form in which another protocol reports failures. */
export interface FailureDialect {
  /** The status and body. Undefined error: a fault of ours. */
  say(error: ServiceError | undefined, params: Params): { status: number; body: object };
  /** Every status that the protocol uses. */
  statuses: readonly number[];
  schema: z.ZodType;
}

/** The answer to anything that was thrown. Anything but a ServiceError is logged whole and not shown to the caller. */
export function errorResponse(
  thrown: unknown,
  requestId: string,
  spoken?: { dialect: FailureDialect; params: Params },
): ApiResponse {
  const error = toServiceError(thrown, requestId);
  const { status, body } = spoken === undefined ? say(error) : spoken.dialect.say(error, spoken.params);
  const headers = error === undefined ? {} : failureHeaders(error);
  return { status, headers: { ...usualHeaders, ...headers }, body: JSON.stringify(body) };
}

const usualHeaders = { "content-type": "application/json", "x-content-type-options": "nosniff" };

/** The contract's own form of a failure. */
function say(error: ServiceError | undefined): { status: number; body: object } {
  if (error === undefined) return { status: 500, body: { error: "Internal server error" } };
  const { details, guard, current, retryAfter } = error.extras;
  const body = {
    error: error.message,
    ...(details !== undefined && { details }),
    ...(guard !== undefined && { guard }),
    ...(current !== undefined && { current }),
    ...(error.code === "rate_limited" && { retry_after: retryAfter }),
  };
  return { status: statusOf(error), body };
}

const failureHeaders = ({ code, extras }: ServiceError): ResponseHeaders => {
  const { retryAfter, allow, acceptEncoding, current } = extras;
  return {
    // The current resource is in the body, so that a client can send its next change at once.
    ...(current !== undefined && { etag: etagOf(JSON.stringify(current)) }),
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    ...(allow !== undefined && { allow: allow.join(", ") }),
    ...(acceptEncoding !== undefined && { "accept-encoding": acceptEncoding }),
    ...(code === "unauthenticated" && { "www-authenticate": "Bearer" }),
  };
};
