import type { FieldProblems } from "@/lib/contract/errors";
import type { GuardRefusal } from "@/lib/contract/guard";

/** Every kind of failure of a service. `lib/server/http/errors.ts` maps them to HTTP. */
export type ServiceErrorCode =
  | "bad_request"
  | "malformed_body"
  | "unauthenticated"
  | "insufficient_scope"
  | "forbidden"
  | "not_found"
  | "flag_not_found"
  | "method_not_allowed"
  | "conflict"
  | "stale"
  | "too_large"
  | "unsupported_media_type"
  | "invalid"
  | "rate_limited"
  | "unavailable";

interface Extras {
  /** For `invalid` and `conflict`: the problems, by field. */
  details?: FieldProblems;
  /** For `conflict`: why a guard refused. */
  guard?: readonly GuardRefusal[];
  /** For `stale`: the current resource. */
  current?: unknown;
  /** For `rate_limited` and `unavailable`: seconds after which another attempt makes sense. */
  retryAfter?: number;
  /** For `method_not_allowed`: the methods that the path supports. */
  allow?: string[];
  /** For `unsupported_media_type`: the content codings that a body may have. */
  acceptEncoding?: "identity";
}

/** A failure that the caller can do something about. The caller gets its message as it is. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    readonly extras: Extras = {},
  ) {
    super(message);
  }
}

export const notFound = () => new ServiceError("not_found", "Not found");

/** Returns what was found. @throws ServiceError 404 when nothing was found */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw notFound();
  return row;
}

export const forbidden = () => new ServiceError("forbidden", "Forbidden");
export const badRequest = (message: string) => new ServiceError("bad_request", message);
export const invalid = (details: FieldProblems) => new ServiceError("invalid", "Validation failed", { details });
export const conflict = (message: string, details?: FieldProblems) =>
  new ServiceError("conflict", message, details === undefined ? {} : { details });

/** A stored row that the contract cannot read, which is our fault: the caller gets a 500, and the log names the row. */
export class CorruptRowError extends Error {
  override readonly name = "CorruptRowError";

  constructor(table: string, id: string, problem: string) {
    super(`Row ${id} of ${table} does not fit the contract: ${problem}`);
  }
}
