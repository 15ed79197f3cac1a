import type { FieldProblems } from "@/lib/contract/errors";

interface ApiErrorInit {
  status: number;
  details?: FieldProblems | undefined;
  current?: unknown;
  etag?: string | null | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

/** An answer that is not a success, or no answer (`status` 0: no network or no server). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status; 0 when nothing answered. */
  readonly status: number;
  /** 409 and 422: the problems, by dotted path into the body that was sent. */
  readonly details: FieldProblems;
  /** 412: the current resource. */
  readonly current: unknown;
  /** 412: the tag of `current`. */
  readonly etag: string | null;
  /** The id of the request in the server's log. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, { status, details, current, etag, requestId, retryAfterSeconds }: ApiErrorInit) {
    super(message);
    this.status = status;
    this.details = details ?? {};
    this.current = current;
    this.etag = etag ?? null;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Nothing answered. */
export const unreachable = () => new ApiError("The server cannot be reached", { status: 0 });

export const isApiError = (error: unknown, status?: number): error is ApiError =>
  error instanceof ApiError && (status === undefined || error.status === status);

/** One sentence for a person. `what` completes "Could not …": "save the rule". */
export function describeError(error: unknown, what: string): string {
  if (!isApiError(error)) return `Could not ${what}. Something went wrong on this page.`;
  switch (error.status) {
    case 0:
      // Without a network the request was never sent, so the change was certainly not made.
      return isOffline()
        ? `Could not ${what}: you are offline. Nothing was saved; once you are connected, one more click does it.`
        : `Could not ${what}: the server cannot be reached.`;
    case 401:
      return `Could not ${what}: you are signed out.`;
    case 403:
      return `Could not ${what}: your role does not allow it.`;
    case 404:
      return `Could not ${what}: it is no longer there.`;
    case 412:
      return `Could not ${what}: someone else changed it meanwhile.`;
    case 429:
      return `Could not ${what}: too many requests. Try again in ${waitingTime(error.retryAfterSeconds ?? 60)}.`;
    case 413:
      return `Could not ${what}: it is too large for the server.`;
    case 502:
    case 503:
    case 504:
      return `Could not ${what}: the server is not ready. Try again in a moment.`;
    case 409:
    case 422:
      return `Could not ${what}: ${Object.values(error.details)[0]?.[0] ?? error.message}.`.replace(/\.\.$/, ".");
    default:
      return `Could not ${what}: something went wrong on the server.`;
  }
}

/** Whether the browser knows that it has no network. False does not mean that it has one. */
export const isOffline = (): boolean => typeof navigator === "object" && navigator.onLine === false;

/** Seconds in words: "40 seconds", "12 minutes". Rounded up, so that waiting that long is enough. */
export function waitingTime(seconds: number): string {
  const [count, unit] = seconds < 60 ? [Math.ceil(seconds), "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
