import { ofrepFailureSchema } from "@/lib/contract/evaluation";
import type { Params } from "../exchange";
import type { ServiceError, ServiceErrorCode } from "../service-error";
import { type FailureDialect, statusOf } from "./errors";

const errorCodes: Partial<Record<ServiceErrorCode, string>> = {
  malformed_body: "PARSE_ERROR",
  too_large: "PARSE_ERROR",
  unsupported_media_type: "PARSE_ERROR",
};

/**
 * Statuses for what is wrong with a request in terms of HTTP: OFREP does not define all of them, but its clients handle
 * each.
 */
const OF_HTTP = [404, 405, 413, 415];

/** Whether a path belongs to OFREP, so that every refusal there has OFREP's form. */
export const isOfrep = (address: string): boolean => /^\/ofrep(?:[/?#]|$)/.test(address);

/**
 * A failure in OFREP's form: 400 for anything wrong with what a request says.
 * @see https://github.com/open-feature/protocol service/openapi.yaml
 */
export const ofrepFailure: FailureDialect = {
  say,
  statuses: [400, 401, 403, 404, 413, 415, 429, 500, 503],
  schema: ofrepFailureSchema,
};

function say(error: ServiceError | undefined, { key }: Params): { status: number; body: object } {
  if (error === undefined) return { status: 500, body: { errorDetails: "Internal server error" } };
  const { code, message, extras } = error;
  const status = statusOf(error);
  const about = typeof key === "string" ? { key } : {};
  if (code === "flag_not_found")
    return { status, body: { ...about, errorCode: "FLAG_NOT_FOUND", errorDetails: message } };
  if (status >= 500 || [401, 403, 429].includes(status)) return { status, body: { errorDetails: message } };
  const { details = {} } = extras;
  const errorCode = "context" in details ? "INVALID_CONTEXT" : (errorCodes[code] ?? "GENERAL");
  const problems = Object.entries(details).map(([path, messages]) => `${path}: ${messages.join(", ")}`);
  const body = { ...about, errorCode, errorDetails: [message, ...problems].join("; ") };
  return { status: OF_HTTP.includes(status) ? status : 400, body };
}
