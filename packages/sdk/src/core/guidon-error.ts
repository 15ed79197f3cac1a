/**
 * - `refused`: the key may not read this ruleset; the message says what to do
 * - `not_found`: there is no such environment or project at this address
 * - `unreachable`: no answer, one that is not Guidon's, or one that says to come back later
 * - `invalid`: an answer that is no ruleset
 */
type GuidonErrorCode = "refused" | "not_found" | "unreachable" | "invalid";

/** Why there is no ruleset. Evaluation never throws it. */
export class GuidonError extends Error {
  override readonly name = "GuidonError";

  constructor(
    readonly code: GuidonErrorCode,
    message: string,
    /** How long the server asks clients to wait, in milliseconds. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** Whether another attempt soon would be useless. */
  get isFinal(): boolean {
    return this.code === "refused" || this.code === "not_found";
  }
}

/** Any failure as a GuidonError. */
export function toGuidonError(error: unknown): GuidonError {
  if (error instanceof GuidonError) return error;
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  // Node's fetch says "fetch failed", and the cause says why.
  const reason = cause instanceof Error ? cause.message || ("code" in cause ? String(cause.code) : "") : "";
  return new GuidonError("unreachable", `The server cannot be reached: ${reason || message}`);
}
