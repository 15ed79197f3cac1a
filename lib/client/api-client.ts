import type { FieldProblems } from "@/lib/contract/errors";
import { ApiError, unreachable } from "./api-error";
import { sessionRenewals, sessionRenewed } from "./session-end";

/** Identifies this page in the ids of its requests, in logs and in announced changes. */
const PAGE = `page-${randomText()}`;

let requests = 0;

function randomText(): string {
  // `randomUUID` exists only on pages over HTTPS or from this machine.
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A request id that no other request has. */
const ownRequestId = (): string => `${PAGE}-${++requests}`;

/** Whether this page made the request. */
export const isOwnRequest = (requestId: string): boolean => requestId.startsWith(`${PAGE}-`);

/** Identifies this page in announcements of what a member looks at. */
export const pageId = PAGE;

const BASE = "/api/v1";

type QueryValue = string | number | readonly string[] | undefined;

interface ApiRequest {
  /** `/api/auth` serves signing in and out; `/api/v1` is the API that integrations use, too. */
  base?: "/api/v1" | "/api/auth";
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** A list is sent as repeated `name`; undefined is left out. */
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** Aborts the request; pass the signal of react-query. */
  signal?: AbortSignal | undefined;
  /** Refuses the write (412) unless the resource still has this ETag. */
  ifMatch?: string | null | undefined;
  /** The request is sent even when the page closes (`keepalive`). */
  isLast?: boolean;
}

/** The fields beside `data` in an answer. */
interface ApiResult<T> {
  data: T;
  etag: string | null;
  /** Undefined when the list was not paged, null on the last page. */
  nextCursor: string | null | undefined;
}

/** `/api/v1/…` with its query string, as it is sent. */
export function apiUrl(path: string, query: Record<string, QueryValue> = {}, base: string = BASE): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const item of typeof value === "object" ? value : [String(value)]) search.append(name, item);
  }
  const text = search.toString();
  return `${base}${path}${text === "" ? "" : `?${text}`}`;
}

/**
 * Calls the API. `T` is the contract's type of `data`. The server has parsed its own answer, so the browser does not
 * parse it again.
 * @param path below the base, such as `/flags/projects`
 * @throws ApiError for every answer that is not a success; DOMException `AbortError` when aborted
 */
export type Api = <T>(path: string, request?: ApiRequest) => Promise<ApiResult<T>>;

/** The API through `send`, which takes and returns what `fetch` does. */
export function apiOver(send: (url: string, init: RequestInit) => Promise<Response>): Api {
  return async function call<T>(path: string, request: ApiRequest = {}): Promise<ApiResult<T>> {
    const { base = BASE, method = "GET", query, body, signal, ifMatch, isLast = false } = request;
    const headers = new Headers({ accept: "application/json" });
    if (body !== undefined) headers.set("content-type", "application/json");
    if (method !== "GET") headers.set("x-request-id", ownRequestId());
    if (ifMatch) headers.set("if-match", ifMatch);

    const response = await send(apiUrl(path, query, base), {
      method,
      headers,
      credentials: "same-origin",
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      ...(isLast && { keepalive: true }),
    });
    if (!response.ok) throw await readError(response);
    if (response.status === 204) return { data: undefined as T, etag: null, nextCursor: undefined };
    const parsed = await readJson(response);
    return { data: parsed.data as T, etag: response.headers.get("etag"), nextCursor: parsed.next_cursor };
  };
}

/**
 * Calls the API from the browser with the session's cookie. When the session has ended, the call waits for a new one.
 */
export const apiFetch: Api = apiOver(withSession);

/** As `apiFetch`, for callers who need only the data. */
export async function apiData<T>(path: string, request?: ApiRequest): Promise<T> {
  return (await apiFetch<T>(path, request)).data;
}

async function withSession(url: string, init: RequestInit): Promise<Response> {
  const sentAfter = sessionRenewals();
  const response = await overTheNetwork(url, init);
  // Below `/api/auth`, a 401 is about the typed password.
  if (response.status !== 401 || !url.startsWith(BASE)) return response;
  return (await sessionRenewed(sentAfter)) ? overTheNetwork(url, init) : response;
}

async function overTheNetwork(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw unreachable();
  }
}

interface Body {
  data?: unknown;
  next_cursor?: string | null;
  error?: string;
  details?: FieldProblems;
  current?: unknown;
  retry_after?: number;
}

async function readJson(response: Response): Promise<Body> {
  try {
    return await response.json();
  } catch {
    // The body is a proxy's HTML page, or an answer that was cut off.
    throw new ApiError("The answer was not JSON", { status: response.status, requestId: requestIdOf(response) });
  }
}

async function readError(response: Response): Promise<ApiError> {
  const body = await readJson(response);
  return new ApiError(body.error ?? response.statusText, {
    status: response.status,
    details: body.details,
    current: body.current,
    etag: response.headers.get("etag"),
    requestId: requestIdOf(response),
    retryAfterSeconds: body.retry_after,
  });
}

const requestIdOf = (response: Response): string | undefined => response.headers.get("x-request-id") ?? undefined;

/** The field that every write may have. */
export interface WithComment {
  /** Why the change is made: kept in the audit log. */
  comment?: string | undefined;
}
