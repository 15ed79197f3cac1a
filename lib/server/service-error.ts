import type { FieldProblems } from "@/lib/contract/errors";
import type { GuardRefusal } from "@/lib/contract/guard";

/** Every way a request can fail, in the service's words. `lib/server/http/errors.ts` says what each is in HTTP. */
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
  /** For `invalid` and `conflict`: what is wrong, by field. */
  details?: FieldProblems;
  /** For `conflict`: why a guard refused. */
  guard?: readonly GuardRefusal[];
  /** For `stale`: the resource as it is now. */
  current?: unknown;
  /** For `rate_limited` and `unavailable`: seconds until it is worth trying again. */
  retryAfter?: number;
  /** For `method_not_allowed`: what the path does take. */
  allow?: string[];
  /** For `unsupported_media_type`: the content codings that a body may have. */
  acceptEncoding?: "identity";
}

/** A failure that the caller can do something about. Its message is sent to them as it stands. */
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

/** What was found. @throws ServiceError 404 when nothing was */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw notFound();
  return row;
}

export const forbidden = () => new ServiceError("forbidden", "Forbidden");
export const badRequest = (message: string) => new ServiceError("bad_request", message);
export const invalid = (details: FieldProblems) => new ServiceError("invalid", "Validation failed", { details });
export const conflict = (message: string, details?: FieldProblems) =>
  new ServiceError("conflict", message, details === undefined ? {} : { details });

/** A stored row that the contract cannot read. Ours to mend: the caller gets a 500, the log gets the name. */
export class CorruptRowError extends Error {
  override readonly name = "CorruptRowError";

  constructor(table: string, id: string, problem: string) {
    super(`Row ${id} of ${table} does not fit the contract: ${problem}`);
  }
}
