import { isDatabaseOutage } from "../db/outage";
import { log } from "../log";
import { ServiceError, type ServiceErrorCode } from "../service-error";

const statusByCode: Record<ServiceErrorCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  insufficient_scope: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
};

const toServiceError = (thrown: unknown): ServiceError | undefined => {
  if (thrown instanceof ServiceError) return thrown;
  if (isDatabaseOutage(thrown)) return new ServiceError("unavailable", "Database unavailable", { retryAfter: 1 });
  return undefined;
};

/** The answer to anything thrown. What is not a ServiceError is logged whole and told to nobody. */
export const errorResponse = (thrown: unknown, requestId: string): Response => {
  const error = toServiceError(thrown);
  if (error === undefined || error.code === "unavailable") log.error({ err: thrown, requestId }, "request failed");
  if (error === undefined) return Response.json({ error: "Internal server error" }, { status: 500 });

  const { details, current, retryAfter, allow } = error.extras;
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  if (allow !== undefined) headers.set("allow", allow.join(", "));
  if (error.code === "unauthenticated") headers.set("www-authenticate", "Bearer");
  // The rest of a body that we refused to read would otherwise be taken for the next request.
  if (error.code === "too_large") headers.set("connection", "close");
  const body = {
    error: error.message,
    ...(details !== undefined && { details }),
    ...(current !== undefined && { current }),
    ...(error.code === "rate_limited" && { retry_after: retryAfter }),
  };
  return Response.json(body, { status: statusByCode[error.code], headers });
};
